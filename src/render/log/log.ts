import type { QueueStatus } from '../../core/model/estimates.ts';
import type { ImportEvent, WatchEvent } from '../../core/model/events.ts';
import type { Outcome } from '../../core/model/outcome.ts';
import { hasEnded } from '../../core/model/snapshot.ts';
import { summaryOf } from '../state/summary.ts';
import { createView, type Row } from '../state/view.ts';
import { formatSeconds, wholePercent } from '../text/formatters.ts';
import { sentenceOf } from '../text/result-words.ts';
import { targetName } from '../text/words.ts';
import { limitWords, type PlainOptions, plainLine, plainLines } from './plain-lines.ts';

/** Up to this many imports have a line for each change. With more, only important changes do. */
const mostInFull = 8;
/** A problem of one of many imports is reported again, for others, only after this time. */
const sayAgainMs = 60_000;
/** Outcomes that follow from no snapshot. All others appear at the end, together. */
const troubles: readonly (Outcome | null)[] = ['refused', 'not-found', 'no-answer', 'stalled'];

/**
 * The lines of a log, event by event. With several imports, one line sums up all heartbeats, as
 * soon as each running import has had one since the last line. With many imports, one line also
 * sums up all changes except an end and a wait for a person. A problem that many of them report in
 * the same words appears once a minute.
 */
export function createLog(
  imports: number,
  options: PlainOptions,
): (event: WatchEvent) => readonly string[] {
  if (imports === 1) return (event) => plainLines(event, options);
  const many = imports > mostInFull;
  const said = new Map<string, number>();
  /** The running imports: those that had nothing to report since the last line, and those that had. */
  const silent = new Set<string>();
  const heard = new Set<string>();
  const view = createView();
  let queue: QueueStatus | undefined;

  function isNews(message: string | undefined, at: number): boolean {
    if (!many || message === undefined) return true;
    const last = said.get(message);
    const news = last === undefined || at >= last + sayAgainMs;
    if (news) said.set(message, at);
    return news;
  }

  function ownLines(event: ImportEvent): readonly string[] {
    switch (event.type) {
      case 'start':
        return many ? greeting(event.at) : plainLines(event, options);
      case 'progress':
        return many && !isRemarkable(event) ? [] : plainLines(event, options);
      case 'heartbeat':
        return [];
      case 'failed-records':
        return plainLines(event, options);
      case 'retry':
        return isNews(event.error.message, event.at) ? plainLines(event, options) : [];
      case 'warning':
        return isNews(event.message, event.at) ? plainLines(event, options) : [];
      case 'result': {
        if (!troubles.includes(event.outcome) || !isNews(event.error?.message, event.at)) return [];
        const trouble = { text: sentenceOf(event), tone: 'yellow' } as const;
        return [plainLine(event.at, targetName(event.target), trouble, options)];
      }
    }
  }

  function greeting(at: number): readonly string[] {
    return view.rows.length > 1
      ? []
      : [plainLine(at, `${imports} imports`, { text: 'watching' }, options)];
  }

  function summary(at: number): string {
    const { startedAt = at } = view.rows[0] ?? {};
    const limit = queue ? `; ${limitWords(queue)}` : '';
    const progress = `${summaryOf(view.rows, at).join(', ')}${slowest(view.rows)}${limit}`;
    const text = `${progress} (after ${formatSeconds(at - startedAt)})`;
    return plainLine(at, `${imports} imports`, { text }, options);
  }

  return (event) => {
    if (event.type === 'end') return [];
    view.handle(event);
    if (event.type === 'heartbeat' && event.snapshot === undefined) queue = event.queue;
    const own = ownLines(event);
    if (event.type === 'progress' && !event.milestone) return own;
    const name = targetName(event.target);
    silent.delete(name);
    if (event.type === 'result') heard.delete(name);
    else if (event.type === 'start') silent.add(name);
    else heard.add(name);
    const isDue = own.length === 0 && silent.size === 0 && heard.size > 0;
    const lines = isDue ? [summary(event.at)] : own;
    if (lines.length > 0) {
      for (const each of heard) silent.add(each);
      heard.clear();
    }
    return lines;
  };
}

function goesOn({ result }: Row): boolean {
  return result === undefined;
}

/** A person must know. */
function isRemarkable({
  milestone,
  snapshot,
}: Extract<ImportEvent, { type: 'progress' }>): boolean {
  return milestone && (hasEnded(snapshot) || snapshot.state === 'action-required');
}

/** The progress of the slowest import, if known for all. */
function slowest(view: readonly Row[]): string {
  let least = 100;
  for (const { snapshot } of view.filter(goesOn)) {
    const percent = snapshot && wholePercent(snapshot);
    if (percent === undefined) return '';
    least = Math.min(least, percent);
  }
  return `, slowest at ${least}%`;
}
