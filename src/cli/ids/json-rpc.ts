import { ImportwatchError } from '../../core/model/errors.ts';
import type { Sanitize } from '../../core/model/sanitize.ts';
import { asText, at, type Json } from '../../core/text/json.ts';

/** Version 2.0 says what it is. A response of version 1.0 has three members, one of them null. */
export function isJsonRpc(entry: Json): boolean {
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

/** The response without its `id`, which is the number of the request. Throws what it reports. */
export function withoutRequestNumber(response: Json, sanitize: Sanitize): Json {
  const failure = asText(at(response, 'error', 'message'));
  if (failure !== undefined) {
    throw new ImportwatchError(
      'usage',
      `The JSON-RPC response reports an error: ${sanitize(failure, 200)}`,
      { hint: "The import wasn't started. Fix the call that starts it." },
    );
  }
  const { id: _number, ...rest } = response as { [key: string]: Json };
  return rest;
}

/** For a response that says in no other place which import it started. */
export function requestNumberAlone(): ImportwatchError {
  return new ImportwatchError(
    'usage',
    'The id in a JSON-RPC response is the number of the request, not the id of the import.',
    {
      hint: 'Set idFrom in the profile, for example idFrom: result',
    },
  );
}
