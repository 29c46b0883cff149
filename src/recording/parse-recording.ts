import { ImportwatchError } from '../core/model/errors.ts';
import { losslessJson, losslessText } from './anonymize-json.ts';
import {
  fileNames,
  type RecordedAnswer,
  type RecordingIndex,
  recordingVersion,
} from './recording.ts';

/** An answer and the file it comes from. */
export interface SavedAnswer extends Omit<RecordedAnswer, 'body'> {
  readonly file: string;
  /** The body, with every digit of its numbers. */
  readonly text: string;
}

export interface Recording {
  readonly index: RecordingIndex;
  /** In the order of their files. */
  readonly answers: readonly SavedAnswer[];
}

/** Parses the files of a recording, which anyone may have edited. Throws `usage`. */
export function parseRecording(folder: string, files: ReadonlyMap<string, string>): Recording {
  const wrong = (file: string, problem: string): never => {
    throw new ImportwatchError('usage', `${folder}/${file} ${problem}.`, {
      hint: 'Create a recording with importwatch wait --record <folder>.',
    });
  };
  const { index: name, isAnswer } = fileNames;
  const text = files.get(name) ?? wrong(name, 'does not exist, so the folder is not a recording');
  const index = jsonOf(text);
  if (!isIndex(index)) return wrong(name, 'is not the index of a recording');
  if (index.recording > recordingVersion) wrong(name, 'was written by a newer importwatch');
  const answers = [...files].filter(([file]) => isAnswer(file));
  return {
    index,
    answers: answers.map(
      ([file, text]) => answerOf(file, text) ?? wrong(file, 'is not an answer of a recording'),
    ),
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isIndex(value: unknown): value is RecordingIndex {
  if (!isMapping(value)) return false;
  const { recording, startedAt, profiles, targets } = value;
  return (
    typeof recording === 'number' &&
    typeof startedAt === 'string' &&
    !Number.isNaN(Date.parse(startedAt)) &&
    isMapping(profiles) &&
    Object.values(profiles).every(isMapping) &&
    Array.isArray(targets) &&
    targets.every(isTarget)
  );
}

function isTarget(value: unknown): boolean {
  if (!isMapping(value)) return false;
  const { profile, id, options } = value;
  return typeof profile === 'string' && isAbsentOr('string', id) && isMapping(options);
}

function answerOf(file: string, text: string): SavedAnswer | undefined {
  const plain = jsonOf(text);
  const exact = losslessJson(text) as Readonly<Record<string, unknown>> | undefined;
  if (!isMapping(plain) || exact === undefined) return undefined;
  const { ms, request, status, failure, headers, text: body } = plain;
  if (typeof ms !== 'number' || !isMapping(request)) return undefined;
  const { profile, method, url } = request;
  if (![profile, method, url].every((each) => typeof each === 'string')) return undefined;
  if (!URL.canParse(String(url)) || !isAbsentOr('string', body)) return undefined;
  if (!isAbsentOr('number', status) || !isAbsentOr('string', failure)) return undefined;
  if (headers !== undefined && !isMapping(headers)) return undefined;
  const shown = 'body' in exact ? losslessText(exact['body']) : ((body as string) ?? '');
  return {
    file,
    ms,
    request: request as unknown as RecordedAnswer['request'],
    ...(typeof status === 'number' && { status }),
    ...(typeof failure === 'string' && { failure }),
    headers: textsIn(headers ?? {}),
    text: shown,
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

function isAbsentOr(type: 'string' | 'number', value: unknown): boolean {
  return value === undefined || typeof value === type;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
