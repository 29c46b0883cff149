import type { EndEvent, ResultEvent } from '../../core/model/events.ts';
import { exitCodes, mostSeriousOutcome } from '../../core/model/outcome.ts';
import { inertJson } from '../../core/text/inert-json.ts';
import { eventObject } from './json-lines.ts';

/**
 * The end of a wait as one JSON object, for a command: `outcome` and `exitCode` of all imports, and
 * `results` as in the stream. With one import, it also has the fields of its result.
 */
export function endDocument(
  results: readonly ResultEvent[],
  end: EndEvent,
): { readonly json: string; readonly outcome: string; readonly exitCode: number } {
  const { exitCode, error } = end;
  const outcome = outcomeOf(results, exitCode);
  const listed = results.map(eventObject);
  const only = listed.length === 1 ? listed[0] : { at: new Date(end.at).toISOString(), error };
  const json = inertJson({ ...only, outcome, exitCode, results: listed });
  return { json, outcome, exitCode };
}

/** Without results, the meaning of the exit code. */
function outcomeOf(results: readonly ResultEvent[], exitCode: number): string {
  const names = Object.entries(exitCodes).find(([, code]) => code === exitCode);
  if (exitCode >= 128) return 'interrupted';
  return names?.[0] ?? mostSeriousOutcome(results) ?? 'running';
}
