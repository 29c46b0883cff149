import { ImportwatchError } from '../../core/model/errors.ts';
import { cleanId } from '../../core/model/import-id.ts';
import { asText, at, type Json } from '../../core/text/json.ts';
import { plainText } from '../../core/text/text.ts';
import { type InputValue, inputValues } from './input-values.ts';

export interface InputTarget {
  readonly text: string;
  /** It comes from a response of a service, so it doesn't begin with a profile name. */
  readonly isId: boolean;
}

/**
 * The targets on standard input: one per line; or responses to the calls that started the imports,
 * JSON with an `id` or a `token` each; or JSON strings and numbers; or arrays of all those. Numbers
 * keep every digit. Throws a `usage` error that shows the input if there is no target.
 */
export function inputTargets(input: string): readonly InputTarget[] {
  refuseNull(input);
  const text = input.replace(/^\uFEFF/, '');
  const targets = (inputValues(text) ?? [undefined]).flatMap(targetsIn);
  const found = targets.filter((target) => target !== undefined);
  if (found.length === 0 || found.length < targets.length) throw nothingIn(text);
  return found;
}

function targetsIn(value: InputValue | undefined): readonly (InputTarget | undefined)[] {
  if (value === undefined) return [undefined];
  const place = ` on line ${value.line} of standard input`;
  if ('text' in value) {
    return [isIdLike(value.text) ? { text: cleanId(value.text, place), isId: false } : undefined];
  }
  const entries = Array.isArray(value.json) ? value.json : [value.json];
  return entries.map((entry) => {
    const id = idOf(entry);
    return id === undefined ? undefined : { text: cleanId(id, place), isId: true };
  });
}

/** A line with white space or markup is probably a stray message. jq prints `null`. */
function isIdLike(line: string): boolean {
  const shown = plainText(line, 1000);
  return shown !== 'null' && /^[^\s<>{}"]{1,500}$/.test(shown);
}

function idOf(entry: Json): string | undefined {
  if (isJsonRpc(entry)) throw jsonRpc(entry);
  return wordOf(entry) ?? wordOf(at(entry, 'id')) ?? wordOf(at(entry, 'token'));
}

function wordOf(json: Json | undefined): string | undefined {
  return typeof json === 'boolean' ? undefined : asText(json);
}

/** Version 2.0 says what it is. A response of version 1.0 has three members, one of them null. */
function isJsonRpc(entry: Json): boolean {
  if (at(entry, 'jsonrpc') !== undefined) return true;
  const [result, error] = [at(entry, 'result'), at(entry, 'error')];
  const isOneNull = result !== error && (result === null || error === null);
  return (
    isOneNull &&
    Object.keys(entry as object)
      .sort()
      .join() === 'error,id,result'
  );
}

/** There, `id` is the number of the request. */
function jsonRpc(response: Json): ImportwatchError {
  const failure = asText(at(response, 'error', 'message'));
  if (failure !== undefined) {
    return new ImportwatchError(
      'usage',
      `The JSON-RPC response on standard input reports an error: ${plainText(failure, 200)}`,
      { hint: 'The import was not started. Fix the call that starts it.' },
    );
  }
  return new ImportwatchError(
    'usage',
    'Standard input is a JSON-RPC response. Its id is the number of the request, not of the import.',
    {
      hint: 'Pass the part that names the import, for example: jq -r .result | importwatch wait -',
    },
  );
}

/** In UTF-16 text without a mark, every other character seems to be null. */
function refuseNull(input: string): void {
  if (!input.includes('\0')) return;
  const message =
    'Standard input has null characters (U+0000): between ids, or because it is UTF-16.';
  throw new ImportwatchError('usage', message, {
    hint: "Put ids one a line (tr '\\0' '\\n'), or convert the text (iconv -f UTF-16LE -t UTF-8).",
  });
}

function nothingIn(text: string): ImportwatchError {
  const read = text.trim() === '' ? 'it was empty.' : `it began with: ${plainText(text, 120)}`;
  const colors = text.includes('\u001B')
    ? 'It has color codes in it: turn them off, for example with jq -M. '
    : '';
  return new ImportwatchError('usage', `No id of an import came on standard input; ${read}`, {
    hint: `${colors}Give ids one a line, or the JSON that the call which started the import answered. An empty answer can mean that the import has already ended.`,
  });
}
