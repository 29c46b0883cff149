import { ImportwatchError } from '../core/errors.ts';
import { asText, at, type Json, parseJson } from '../core/json.ts';
import { plainText } from '../core/text.ts';

export interface InputTargets {
  readonly targets: readonly string[];
  /** A service gave them: none of them begins with the name of a profile. */
  readonly areIds: boolean;
}

/**
 * The targets that standard input names: one a line; or JSON, an object with an `id` or a `token`,
 * as the call that starts an import answers, or an array of such objects or of ids. Large integers
 * keep every digit. Throws a `usage` error, which shows what was read, where there is none.
 */
export function inputTargets(input: string): InputTargets {
  const text = input.replace(/^\uFEFF/, '').trim();
  const areIds = /^[[{]/.test(text);
  const targets = areIds ? jsonTargets(text) : lineTargets(text);
  if (targets === undefined || targets.length === 0) throw nothingIn(text);
  return { targets, areIds };
}

function jsonTargets(text: string): readonly string[] | undefined {
  const json = jsonOf(text) ?? jsonLines(text);
  if (json === undefined) return undefined;
  const ids = (Array.isArray(json) ? json : [json]).map(
    (entry) => idOf(entry) ?? idOf(at(entry, 'id')) ?? idOf(at(entry, 'token')),
  );
  return ids.every((id) => id !== undefined) ? ids : undefined;
}

function idOf(json: Json | undefined): string | undefined {
  return typeof json === 'boolean' ? undefined : asText(json)?.trim();
}

function jsonLines(text: string): Json[] | undefined {
  const values = text.split(/\r?\n/).map(jsonOf);
  return values.every((value) => value !== undefined) ? values : undefined;
}

function jsonOf(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** A line with white space in it, or one of markup, is no id but a message that went astray. */
function lineTargets(text: string): readonly string[] | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const targets = lines.filter((line) => line !== '');
  return targets.every((line) => /^[^\s<>{}"]{1,500}$/.test(line)) ? targets : undefined;
}

function nothingIn(text: string): ImportwatchError {
  const read = text === '' ? 'it was empty.' : `it began with: ${plainText(text, 120)}`;
  return new ImportwatchError('usage', `No id of an import came on standard input; ${read}`, {
    hint: 'Give ids one a line, or the JSON that the call which started the import answered. An empty answer can mean that the import has already ended.',
  });
}
