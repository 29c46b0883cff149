import { isTransient } from '../core/errors.ts';
import type { ResultEvent, WarningEvent } from '../core/events.ts';
import { plainText } from '../core/text.ts';
import type { Look } from './look.ts';
import { markOf } from './mark.ts';
import { type Again, asConfigured, resumeCommand } from './resume.ts';
import { targetName } from './words.ts';

/** A warning, said while a person looks on. */
export function warningLine({ target, message }: WarningEvent, { paint, symbols }: Look): string {
  return `${paint.yellow(symbols.doubtful)} ${paint.bold(targetName(target))}: ${plainText(message)}`;
}

const mostInFull = 8;

/**
 * What is said of results beside their lines. Of more than a few, what several have in common is
 * said once.
 */
export function remarksOn(
  results: readonly ResultEvent[],
  look: Look,
  again: Again | null = asConfigured,
): readonly string[] {
  if (results.length <= mostInFull) {
    return results.flatMap((result) => remarkLines(result, look, again));
  }
  const groups = new Map<string, ResultEvent[]>();
  for (const result of results) {
    const { outcome, error, snapshot } = result;
    const key = JSON.stringify([outcome, error?.message, error?.hint, snapshot?.url]);
    groups.set(key, [...(groups.get(key) ?? []), result]);
  }
  return [...groups.values()].flatMap((alike) => commonRemarks(alike, look, again));
}

function commonRemarks(
  alike: readonly ResultEvent[],
  look: Look,
  again: Again | null,
): readonly string[] {
  const [first, ...others] = alike as [ResultEvent, ...ResultEvent[]];
  if (others.length === 0) return remarkLines(first, look, again);
  const [told, ...rest] = remarkLines(first, look, null);
  if (told === undefined) return [];
  const several = `${told}  (and ${others.length} more)`;
  const goOn = isGoingOn(first) && again ? ['  Watch them again with the same targets.'] : [];
  return [several, ...rest, ...goOn];
}

/** It may go on, and watching it again may tell more. */
function isGoingOn({ outcome, error }: ResultEvent): boolean {
  if (outcome === 'no-answer') return error !== undefined && isTransient(error);
  return outcome === 'timed-out' || outcome === 'interrupted' || outcome === 'stalled';
}

/**
 * What is said of a result beside its line: the error, the next step, how to watch it again (which
 * cannot be done where `again` is null).
 */
export function remarkLines(
  result: ResultEvent,
  { paint, symbols }: Look,
  again: Again | null = asConfigured,
): readonly string[] {
  const { outcome, error, target, snapshot } = result;
  const { symbol, tone } = markOf(outcome);
  const mark = paint[tone](symbols[symbol]);
  return [
    error && `${mark} ${paint.bold(targetName(target))}: ${plainText(error.message)}`,
    error?.hint && `  ${plainText(error.hint)}`,
    outcome === 'action-required' && snapshot?.url && `  Continue it at ${plainText(snapshot.url)}`,
    isGoingOn(result) &&
      again &&
      `  Watch it again with: ${paint.bold(resumeCommand(target, again, snapshot))}`,
  ].filter((line) => typeof line === 'string');
}
