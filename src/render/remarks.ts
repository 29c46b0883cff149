import { isTransient } from '../core/errors.ts';
import type { ResultEvent, WarningEvent } from '../core/events.ts';
import { plainText } from '../core/text.ts';
import type { Look } from './look.ts';
import { markOf } from './mark.ts';
import { type Again, asConfigured, resumeCommand } from './resume.ts';
import { targetName, warnedName } from './words.ts';
import { wrapSentence } from './wrap.ts';

/** A warning, said while a person looks on; `columns` of the terminal, where it is one. */
export function warningLines(
  event: WarningEvent,
  { paint, symbols }: Look,
  columns?: number,
): readonly string[] {
  const name = `${paint.yellow(symbols.doubtful)} ${paint.bold(warnedName(event))}`;
  return wrapSentence(`${name}: ${plainText(event.message)}`, columns);
}

const mostInFull = 8;

export interface RemarkOptions {
  /** How they can be watched again; `null`: they cannot. */
  readonly again?: Again | null;
  /** On one screen with the lines of results: of a single one it need not be said whose it is. */
  readonly below?: boolean;
  /** Of the terminal; absent where the lines may be of any width. */
  readonly columns?: number | undefined;
}

/**
 * What is said of results beside their lines. Of more than a few, what several have in common is
 * said once.
 */
export function remarksOn(
  results: readonly ResultEvent[],
  look: Look,
  options: RemarkOptions = {},
): readonly string[] {
  if (results.length === 1) return results.flatMap((only) => remarkLines(only, look, options));
  const named = { ...options, below: false };
  if (results.length <= mostInFull) {
    return results.flatMap((result) => remarkLines(result, look, named));
  }
  const groups = new Map<string, ResultEvent[]>();
  for (const result of results) {
    const { outcome, error, snapshot } = result;
    const key = JSON.stringify([outcome, error?.message, error?.hint, snapshot?.url]);
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()].flatMap((alike) => commonRemarks(alike, look, named));
}

function commonRemarks(
  alike: readonly ResultEvent[],
  look: Look,
  options: RemarkOptions,
): readonly string[] {
  const [first, ...others] = alike as [ResultEvent, ...ResultEvent[]];
  if (others.length === 0) return remarkLines(first, look, options);
  const more = `  (and ${others.length} more)`;
  const goOn = isGoingOn(first) && options.again !== null;
  return [
    ...remarkLines(first, look, { ...options, again: null }, more),
    ...(goOn ? ['  Watch them again with the same targets.'] : []),
  ];
}

/** It may go on, and watching it again may tell more. */
function isGoingOn({ outcome, error }: ResultEvent): boolean {
  if (outcome === 'no-answer') return error !== undefined && isTransient(error);
  return outcome === 'timed-out' || outcome === 'interrupted' || outcome === 'stalled';
}

/**
 * What is said of a result beside its line: the error, with what is said of it `besides`, the next
 * step, how to watch it again.
 */
export function remarkLines(
  result: ResultEvent,
  { paint, symbols }: Look,
  { again = asConfigured, below = false, columns }: RemarkOptions = {},
  besides = '',
): readonly string[] {
  const { outcome, error, target, snapshot } = result;
  const { symbol, tone } = markOf(outcome);
  const name = `${paint[tone](symbols[symbol])} ${paint.bold(targetName(target))}: `;
  return [
    error && `${below ? '  ' : name}${plainText(error.message)}${besides}`,
    error?.hint && `  ${plainText(error.hint)}`,
    outcome === 'action-required' && snapshot?.url && `  Continue it at ${plainText(snapshot.url)}`,
    isGoingOn(result) &&
      again &&
      `  Watch it again with: ${paint.bold(resumeCommand(target, again, snapshot))}`,
  ]
    .filter((line) => typeof line === 'string')
    .flatMap((line) => wrapSentence(line, columns));
}
