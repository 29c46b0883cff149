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
    (outcome === 'timed-out' || outcome === 'interrupted') &&
      again &&
      `  Watch it again with: ${paint.bold(resumeCommand(target, again))}`,
  ].filter((line) => typeof line === 'string');
}
