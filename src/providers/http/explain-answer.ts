import { meaningOfAnswer } from '../../core/http/classify.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import { snapshot } from '../../core/model/snapshot.ts';
import type { ErrorMapping } from '../../core/provider/error-mapping.ts';
import type { Explanation } from '../../core/provider/explanation.ts';
import type { Json } from '../../core/text/json.ts';
import type { ApiDescription } from './api-description.ts';
import type { Facts } from './expression/answer-functions.ts';
import { traceExpressions } from './expression/trace.ts';
import type { Reader } from './reading/reader.ts';

/** The values that importwatch reads from an answer. `given` is absent if the answer has no body. */
export function explainAnswer(
  description: ApiDescription,
  reader: Reader,
  given: Json | undefined,
  at: number,
  { status = 200, headers = {}, id }: Facts,
  errorMapping: ErrorMapping,
): Explanation {
  const text = given === undefined ? '' : JSON.stringify(given);
  const { body = null, code } = meaningOfAnswer({ status, headers, text }, errorMapping, false);
  const seen = { id, status, headers, body };
  const findings = traceExpressions(description, reader, seen);
  if (code !== undefined) {
    const what = status === 200 ? code : `${code} (HTTP ${status})`;
    const problem = [what, reader.message(seen)].filter((part) => part !== undefined);
    return { findings, problem: problem.join(': ') };
  }
  const isOver = Number(description.donePolls ?? 3) <= 1;
  try {
    return { findings, snapshot: snapshot(reader.read(seen, isOver), at) };
  } catch (error) {
    if (!(error instanceof ImportwatchError)) throw error;
    return { findings, problem: `${error.code}: ${error.message}` };
  }
}
