import { isTransient } from '../../core/model/errors.ts';
import type { ResultEvent, WarningEvent } from '../../core/model/events.ts';
import { hasEnded } from '../../core/model/snapshot.ts';
import { plainText } from '../../core/text/text.ts';
import { isOfGates, targetName, warnedName } from '../text/words.ts';
import { wrapSentence } from '../text/wrap.ts';
import { statusSymbolOf } from '../theme/status-symbol.ts';
import type { Theme } from '../theme/theme.ts';
import { asConfigured, type ResumeCommand, resumeCommand } from './resume.ts';

/** A warning, shown while a person is watching. `columns`: the width of the terminal, if any. */
export function warningLines(
  event: WarningEvent,
  { paint, symbols }: Theme,
  columns?: number,
): readonly string[] {
  const name = `${paint.yellow(symbols.doubtful)} ${paint.bold(warnedName(event))}`;
  return wrapSentence(`${name}: ${plainText(event.message)}`, columns);
}

const mostInFull = 8;

export interface FollowUpOptions {
  /** How to watch them again; `null` if that is impossible. */
  readonly resume?: ResumeCommand | null;
  /** On the same screen as the results: a single one needs no name. */
  readonly below?: boolean;
  /** The width of the terminal; absent if lines may be of any width. */
  readonly columns?: number | undefined;
}

/**
 * The lines that follow the results. What several results have in common appears once, and one
 * command resumes all imports that may still be running.
 */
export function followUpLines(
  results: readonly ResultEvent[],
  theme: Theme,
  options: FollowUpOptions = {},
): readonly string[] {
  if (results.length === 1) return results.flatMap((only) => resultFollowUp(only, theme, options));
  const groups = new Map<string, ResultEvent[]>();
  for (const result of results) {
    const { outcome, error, snapshot } = result;
    // What the gates say is part of the result itself.
    const said = error && !isOfGates(error) ? error.message : undefined;
    const key = JSON.stringify([outcome, said, error?.hint, snapshot?.url]);
    const group = groups.get(key);
    if (group) group.push(result);
    else groups.set(key, [result]);
  }
  const { resume = asConfigured, columns } = options;
  const lines = [...groups.values()].flatMap(([first, ...others]) =>
    first ? resultFollowUp(first, theme, { columns, resume: null }, others) : [],
  );
  const running = results.filter(isStillRunning);
  const command = resume && running.length > 0 ? againLine(running, theme, resume) : undefined;
  return [...lines, ...(command === undefined ? [] : wrapSentence(command, columns))];
}

function againLine(
  results: readonly ResultEvent[],
  { paint }: Theme,
  resume: ResumeCommand,
): string {
  if (results.length > mostInFull) return '  Watch them again with the same targets.';
  const command = paint.bold(resumeCommand(results, resume));
  return `  Watch ${results.length === 1 ? 'it' : 'them'} again with: ${command}`;
}

/** It may still be running, and watching it again may tell more. */
function isStillRunning({ outcome, error, snapshot }: ResultEvent): boolean {
  if (outcome === 'partial') return snapshot !== undefined && !hasEnded(snapshot);
  if (outcome === 'no-answer') return error !== undefined && isTransient(error);
  return outcome === 'timed-out' || outcome === 'interrupted' || outcome === 'stalled';
}

/** What follows a result, and `others` like it: the error, the next step, the resume command. */
export function resultFollowUp(
  result: ResultEvent,
  theme: Theme,
  { resume = asConfigured, below = false, columns }: FollowUpOptions = {},
  others: readonly ResultEvent[] = [],
): readonly string[] {
  const { outcome, error, snapshot } = result;
  const { symbol, tone } = statusSymbolOf(outcome);
  const inFull = others.length < mostInFull;
  const names = [result, ...(inFull ? others : [])].map(({ target }) => targetName(target));
  const { paint, symbols } = theme;
  const name = `${paint[tone](symbols[symbol])} ${paint.bold(names.join(', '))}: `;
  const besides = inFull ? '' : `  (and ${others.length} more)`;
  return [
    error && !isOfGates(error) && `${below ? '  ' : name}${plainText(error.message)}${besides}`,
    error?.hint && `  ${plainText(error.hint)}`,
    outcome === 'action-required' && snapshot?.url && `  Continue it at ${plainText(snapshot.url)}`,
    isStillRunning(result) && resume && againLine([result], theme, resume),
  ]
    .filter((line) => typeof line === 'string')
    .flatMap((line) => wrapSentence(line, columns));
}
