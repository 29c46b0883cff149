import { ImportwatchError } from '../core/model/errors.ts';
import type { WatchOptions } from '../core/model/options.ts';
import { plainText } from '../core/text/text.ts';
import { losslessJson, losslessText } from './anonymize-json.ts';
import { recordedOptions } from './recorded-options.ts';
import {
  fileNames,
  type RecordedAnswer,
  type RecordedTarget,
  type RecordingIndex,
  recordingVersion,
} from './recording.ts';

/** An answer and the file it comes from. */
export interface SavedAnswer extends Omit<RecordedAnswer, 'body'> {
  readonly file: string;
  /** The body, with every digit of its numbers. */
  readonly text: string;
}

export interface SavedTarget extends Omit<RecordedTarget, 'options'> {
  /** Throws `usage` if one is wrong. They matter only to who waits again. */
  options(): Partial<WatchOptions>;
}

export interface Recording {
  /** The path of the index, for messages. */
  readonly path: string;
  readonly index: Omit<RecordingIndex, 'targets'>;
  readonly targets: readonly SavedTarget[];
  /** In the order of their files. */
  readonly answers: readonly SavedAnswer[];
}

/** Parses the files of a recording, which anyone may have edited. Throws `usage`. */
export function parseRecording(folder: string, files: ReadonlyMap<string, string>): Recording {
  const { index: name, isAnswer } = fileNames;
  const path = `${folder}/${name}`;
  const text = files.get(name) ?? wrong(path, "doesn't exist, so the folder isn't a recording");
  const checked = checks(path, "isn't the index of a recording");
  const index = checked.mapping('', jsonOf(text));
  const { recording, startedAt, profiles, targets } = index;
  if (recording === undefined) return checked.fail('', '');
  if (checked.number('recording', recording) > recordingVersion) {
    wrong(path, 'was written by a newer importwatch');
  }
  const at = Date.parse(checked.text('startedAt', startedAt));
  if (!(at >= 0 && at < latestMs)) checked.fail('startedAt', 'must be a time in ISO 8601');
  for (const [name, values] of Object.entries(checked.mapping('profiles', profiles))) {
    checked.mapping(`profiles.${name}`, values);
  }
  if (!Array.isArray(targets)) return checked.fail('targets', 'must be a list');
  return {
    path,
    index: index as unknown as RecordingIndex,
    targets: targets.map((target, nth) => targetOf(target, `targets.${nth}`, checked)),
    answers: [...files]
      .filter(([file]) => isAnswer(file))
      .map(([file, text]) =>
        answerOf(file, text, checks(`${folder}/${file}`, "isn't an answer of a recording")),
      ),
  };
}

/** The year 10000. Later times have no usual form in ISO 8601. */
const latestMs = 253_402_300_800_000;
/** Ten years, longer than any recording. */
const longestMs = 315_360_000_000;

function wrong(path: string, problem: string): never {
  throw new ImportwatchError('usage', `${path} ${problem}.`, {
    hint: 'Create a recording with importwatch wait --record <folder>.',
  });
}

type Checks = ReturnType<typeof checks>;

/** Each returns the value, or throws an error with the file and the key. */
function checks(path: string, what: string) {
  const fail = (key: string, problem: string): never =>
    wrong(path, key === '' ? what : `${what}: ${plainText(key)} ${problem}`);
  return {
    fail,
    mapping(key: string, value: unknown): Record<string, unknown> {
      return isMapping(value) ? value : fail(key, 'must be a mapping');
    },
    text(key: string, value: unknown): string {
      return typeof value === 'string' ? value : fail(key, 'must be text');
    },
    number(key: string, value: unknown): number {
      return Number.isFinite(value) ? (value as number) : fail(key, 'must be a number');
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function targetOf(value: unknown, at: string, checked: Checks): SavedTarget {
  const { profile, id, options: given, outcome } = checked.mapping(at, value);
  const isEnd = outcome === undefined || outcome === null || typeof outcome === 'string';
  if (!isEnd) checked.fail(`${at}.outcome`, 'must be text');
  const options = checked.mapping(`${at}.options`, given);
  return {
    profile: checked.text(`${at}.profile`, profile),
    ...(id !== undefined && { id: checked.text(`${at}.id`, id) }),
    options: () =>
      recordedOptions(options, (key, problem) => checked.fail(`${at}.options.${key}`, problem)),
    ...(outcome !== undefined && { outcome: outcome as string | null }),
  };
}

function answerOf(file: string, text: string, checked: Checks): SavedAnswer {
  const plain = checked.mapping('', jsonOf(text));
  const exact = losslessJson(text) as Readonly<Record<string, unknown>> | undefined;
  if (exact === undefined) return checked.fail('', '');
  const { ms, request: asked, status, failure, headers, text: body } = plain;
  const elapsedMs = checked.number('ms', ms);
  if (elapsedMs < 0 || elapsedMs > longestMs) checked.fail('ms', 'is out of range');
  const request = checked.mapping('request', asked);
  for (const key of ['profile', 'method', 'url']) checked.text(`request.${key}`, request[key]);
  if (!URL.canParse(String(request['url']))) checked.fail('request.url', 'must be an address');
  const said = body === undefined ? '' : checked.text('text', body);
  return {
    file,
    ms: elapsedMs,
    request: request as unknown as RecordedAnswer['request'],
    ...(status !== undefined && { status: checked.number('status', status) }),
    ...(failure !== undefined && { failure: checked.text('failure', failure) }),
    headers: textsIn(headers === undefined ? {} : checked.mapping('headers', headers)),
    text: 'body' in exact ? losslessText(exact['body']) : said,
  };
}

/** Only headers with a string as their value. */
function textsIn(headers: object): Record<string, string> {
  const good = Object.entries(headers).filter(
    ([name, value]) =>
      /^[\w-]+$/.test(name) && typeof value === 'string' && /^[\t -~\u0080-\u00FF]*$/.test(value),
  );
  return Object.fromEntries(good);
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
