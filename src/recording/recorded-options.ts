import type { WatchOptions } from '../core/model/options.ts';

/** What an option of a recording must be, as the rest of a sentence about it. */
interface Rule {
  readonly must: string;
  accepts(value: unknown): boolean;
}

const rule = (must: string, accepts: Rule['accepts']): Rule => ({ must, accepts });

const isNumber = (value: unknown): value is number => Number.isFinite(value) && Number(value) >= 0;
const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
/** Until the year 10000, so that it can be written in ISO 8601. */
const isTime = (value: unknown) => isNumber(value) && value < 253_402_300_800_000;

const yesOrNo = rule('be true or false', (value) => typeof value === 'boolean');
const duration = rule('be a number of milliseconds', isNumber);
const count = rule('be a number of records', isCount);

/** The options that a replay takes from a recording. The others depend on who is watching. */
const rules: Readonly<Partial<Record<keyof WatchOptions, Rule>>> = {
  intervalMs: rule(
    'be auto or a number of milliseconds above 0',
    (value) => value === 'auto' || (isNumber(value) && value > 0),
  ),
  timeoutMs: duration,
  stallTimeoutMs: duration,
  maxOutageMs: duration,
  appearTimeoutMs: duration,
  heartbeatMs: duration,
  until: rule('have a time in milliseconds (at) and its words', (value) => {
    const { at, words } = Object(value) as { readonly at?: unknown; readonly words?: unknown };
    return isTime(at) && typeof words === 'string';
  }),
  startedSince: rule('be a time in milliseconds', isTime),
  maxFailed: rule(
    'be a number of records or a percentage',
    (value) => isCount(value) || (typeof value === 'string' && /^\d+(\.\d+)?%$/.test(value)),
  ),
  minRecords: count,
  expectRecords: count,
  onActionRequired: rule('be wait or exit', (value) => value === 'wait' || value === 'exit'),
  any: yesOrNo,
  failFast: yesOrNo,
  onlyNew: yesOrNo,
  failOnPartial: yesOrNo,
  once: yesOrNo,
};

/** The options of a recorded wait. `wrong` throws for the one that is wrong. */
export function recordedOptions(
  given: Readonly<Record<string, unknown>>,
  wrong: (key: string, problem: string) => never,
): Partial<WatchOptions> {
  const known = Object.entries(rules).filter(([key]) => Object.hasOwn(given, key));
  for (const [key, { accepts, must }] of known) {
    if (!accepts(given[key])) wrong(key, `must ${must}`);
  }
  return Object.fromEntries(known.map(([key]) => [key, given[key]]));
}
