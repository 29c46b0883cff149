import { ImportwatchError } from '../model/errors.ts';

/** A resolved setting that can't be part of an address. */
export class SettingMistake extends ImportwatchError {
  readonly key: string;
  /** The rest of a sentence with the key as its subject. */
  readonly problem: string;

  constructor(key: string, problem: string) {
    super('config', `${key} ${problem}`);
    this.key = key;
    this.problem = problem;
  }
}
