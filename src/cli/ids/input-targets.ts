import { ImportwatchError } from '../../core/model/errors.ts';
import { cleanId } from '../../core/model/import-id.ts';
import type { Sanitize } from '../../core/model/sanitize.ts';
import { idText, type StartResponse } from '../../core/provider/start-response.ts';
import { plainText } from '../../core/text/text.ts';
import { type InputValue, inputValues, type SavedResponse } from './input-values.ts';

/** The source of the ids, for messages. */
export interface InputSource {
  /** The words for its text, as in `the output contains the id`. */
  readonly text: string;
  /** Completes `Found no id in …`. */
  readonly name: string;
  /** The next step if the input has no id, in sentences. */
  readonly hint: string;
  /** The same, if it has nothing at all. */
  readonly emptyHint?: string;
}

/** A target in its usual form, or a response that has the ids of imports. */
export type InputTarget =
  | { readonly text: string }
  | {
      readonly response: StartResponse & Partial<Pick<SavedResponse, 'reason' | 'text'>>;
      /** As it was read. */
      readonly raw: string;
      /** For messages about its ids. */
      readonly place: string;
    };

/**
 * The targets in an input: one per line, or responses to the calls that started the imports, as
 * JSON or with their headers, or JSON strings and numbers, or arrays of all those. Numbers keep
 * every digit. Throws a `usage` error that shows the input if there is no target.
 */
export function inputTargets(
  input: string,
  source: InputSource,
  sanitize: Sanitize,
): readonly InputTarget[] {
  refuseNull(input, source);
  const text = input.replace(/^\uFEFF/, '');
  const targets = (inputValues(text) ?? [undefined]).map((value) => targetIn(value, source));
  const found = targets.filter((target) => target !== undefined);
  if (found.length === 0 || found.length < targets.length) throw noIdIn(text, source, sanitize);
  return found;
}

function targetIn(value: InputValue | undefined, { name }: InputSource): InputTarget | undefined {
  if (value === undefined) return undefined;
  const place = ` on line ${value.line} of ${name}`;
  if ('text' in value) {
    return isIdLike(value.text) ? { text: cleanId(value.text, place) } : undefined;
  }
  if ('answer' in value) {
    const { answer } = value;
    const { body = isIdLike(answer.text) ? answer.text : null } = answer;
    return { response: { ...answer, body }, raw: answer.text, place };
  }
  const { json, raw } = value;
  if (typeof json === 'object' && json !== null) return { response: { body: json }, raw, place };
  const id = idText(json);
  return id === undefined ? undefined : { text: cleanId(id, place) };
}

/** A line with white space or markup is probably a stray message. jq prints `null`. */
function isIdLike(line: string): boolean {
  const shown = plainText(line, 1000);
  return shown !== 'null' && /^[^\s<>{}"]{1,500}$/.test(shown);
}

/** In UTF-16 text without a mark, every other character seems to be null. */
function refuseNull(input: string, { name }: InputSource): void {
  if (!input.includes('\0')) return;
  const where = name[0]?.toUpperCase() + name.slice(1);
  const message = `${where} contains null characters (U+0000). Either it is UTF-16, or null characters separate the ids.`;
  throw new ImportwatchError('usage', message, {
    hint: "Put one id per line (tr '\\0' '\\n'), or convert the text (iconv -f UTF-16LE -t UTF-8).",
  });
}

export function noIdIn(
  input: string,
  { name, hint, emptyHint = hint }: InputSource,
  sanitize: Sanitize,
): ImportwatchError {
  const isEmpty = input.trim() === '';
  const message = isEmpty
    ? `Found no id: ${name} is empty.`
    : `Found no id in ${name}, which begins: ${sanitize(input, 120)}`;
  const colors = input.includes('\u001B')
    ? 'It contains color codes. Turn them off, for example with jq -M.'
    : '';
  return new ImportwatchError('usage', message, {
    hint: [colors, isEmpty ? emptyHint : hint].filter(Boolean).join(' '),
  });
}
