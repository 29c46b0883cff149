import { isTransient, nextStep } from '../../core/model/errors.ts';
import type { ResultEvent, WarningEvent } from '../../core/model/events.ts';
import { hasEnded, type ImportSnapshot } from '../../core/model/snapshot.ts';
import { plainText } from '../../core/text/text.ts';
import { isOfGates, newsOf } from '../text/result-words.ts';
import { targetName, warnedName } from '../text/words.ts';
import { wrapSentence } from '../text/wrap.ts';
import { statusSymbolOf } from '../theme/status-symbol.ts';
import type { Theme } from '../theme/theme.ts';
import { asConfigured, canBeNamed, type ResumeCommand, resumeCommand } from './resume.ts';

/** A warning, shown while a person is watching. `columns`: the width of the terminal, if any. */
export function warningLines(
  event: WarningEvent,
  { paint, symbols }: Theme,
  columns?: number,
): readonly string[] {
  const name = `${paint.yellow(symbols.warning)} ${paint.bold(warnedName(event))}`;
  return wrapSentence(`${name}: ${plainText(event.message)}`, columns);
}

const mostInFull = 8;

export interface FollowUpOptions {
  /** How to watch them again. `null` if that is impossible. */
  readonly resume?: ResumeCommand | null;
  /** On the same screen as its result: it needs no name. */
  readonly below?: boolean;
  /** The width of the terminal. Absent if lines may be of any width. */
  readonly columns?: number | undefined;
}

/**
 * The lines after the results. A line that several results have in common appears once, and one
 * command resumes all imports that may still be running.
 */
export function followUpLines(
  results: readonly ResultEvent[],
  theme: Theme,
  options: FollowUpOptions = {},
): readonly string[] {
  const groups = new Map<string, ResultEvent[]>();
  for (const result of results) {
    const { outcome, error, snapshot } = result;
    // The result itself already has the gates.
    const said = error && !isOfGates(error) ? error.message : undefined;
    const key = JSON.stringify([outcome, said, error?.hint, snapshot?.url]);
    const group = groups.get(key);
    if (group) group.push(result);
    else groups.set(key, [result]);
  }
  const said = [...groups.values()].flatMap(([first, ...others]) =>
    first ? resultFollowUp(first, theme, options, others) : [],
  );
  return [...said, ...resumeLines(results, theme, options)];
}

/** The command that resumes all imports that may still be running. */
export function resumeLines(
  results: readonly ResultEvent[],
  { paint }: Theme,
  { resume = asConfigured, columns }: FollowUpOptions = {},
): readonly string[] {
  const running = results.filter(isStillRunning);
  if (resume === null || running.length === 0) return [];
  // A gate that ended the wait would end the next one immediately, too.
  const isGated = running.some(({ outcome }) => outcome === 'partial');
  // --last would also resume the import that ended the wait, which would end it again.
  const isLeft = running.some(({ outcome }) => outcome === null);
  const last = resume.last === true && !isGated && !isLeft;
  const how = { ...resume, last, ...(isGated && { gates: [] }) };
  const isLong = running.length > mostInFull && !how.last;
  const command =
    isLong || !running.every(canBeNamed)
      ? `wait for the same ${running.length === 1 ? 'target' : 'targets'} again`
      : paint.bold(resumeCommand(running, how));
  return wrapSentence(`  resume: ${command}`, columns);
}

/** The import may still be running, and resuming the wait may show more. */
function isStillRunning({ outcome, error, snapshot }: ResultEvent): boolean {
  if (outcome === 'partial') return snapshot !== undefined && !hasEnded(snapshot);
  if (outcome === 'no-answer') return error !== undefined && isTransient(error);
  // `null`: another import ended the wait.
  const left = [null, 'timed-out', 'interrupted', 'stalled', 'action-required'];
  return left.includes(outcome);
}

/** The lines after a result, and after `others` like it: the error and the next step. */
export function resultFollowUp(
  result: ResultEvent,
  { paint, symbols }: Theme,
  { below = false, columns }: FollowUpOptions = {},
  others: readonly ResultEvent[] = [],
): readonly string[] {
  const { outcome, error, snapshot } = result;
  const { symbol, tone } = statusSymbolOf(outcome);
  const inFull = others.length < mostInFull;
  const names = [result, ...(inFull ? others : [])].map(({ target }) => targetName(target));
  const name = `${paint[tone](symbols[symbol])} ${names.join(', ')}: `;
  const besides = inFull ? '' : `  (and ${others.length} more)`;
  const said = below ? newsOf(result) : error && !isOfGates(error) && error.message;
  const isOver = below && isSaid(result);
  return [
    said && `${below ? '  ' : name}${plainText(said)}${besides}`,
    !isOver && error?.hint !== undefined && `  ${plainText(nextStep(error))}`,
    outcome === 'action-required' && `${below ? '  ' : name}${howToContinue(snapshot)}`,
  ]
    .filter((line) => typeof line === 'string')
    .flatMap((line) => wrapSentence(line, columns));
}

function howToContinue({ url }: Partial<ImportSnapshot> = {}): string {
  return url === undefined
    ? 'Continue the import in the service.'
    : `Continue the import at ${plainText(url)}`;
}

/** The line of the result already has everything from the error, and `resume` is the next step. */
function isSaid({ outcome, snapshot, unseenMs }: ResultEvent): boolean {
  if (outcome === 'interrupted') return true;
  return outcome === 'timed-out' && snapshot !== undefined && unseenMs === undefined;
}
