import type { QueueStatus } from '../../core/model/estimates.ts';
import type {
  HeartbeatEvent,
  ImportEvent,
  ProgressEvent,
  WatchEvent,
} from '../../core/model/events.ts';
import { formatDuration, formatWait } from '../../core/text/duration.ts';
import { plainText } from '../../core/text/text.ts';
import {
  countForms,
  countsOf,
  failedOf,
  formatLeft,
  formatSeconds,
  formatUsual,
  isContradicted,
  rateOf,
  wholePercent,
} from '../text/formatters.ts';
import { failedRecordsWords, stateWords, targetName, warnedName } from '../text/words.ts';
import { noPaint, type Paint, type Tone } from '../theme/theme.ts';

export interface PlainOptions {
  /** Formats the time of an event, from epoch ms. */
  readonly time: (at: number) => string;
  readonly paint?: Paint;
}

/**
 * The line of a log for an event, with time and name, if it has one. Results have their own lines.
 */
export function plainLines(event: WatchEvent, options: PlainOptions): readonly string[] {
  const said = event.type === 'end' ? undefined : saidOf(event);
  if (event.type === 'end' || said === undefined) return [];
  const name = event.type === 'warning' ? warnedName(event) : targetName(event.target);
  return [plainLine(event.at, name, said, options)];
}

export interface Said {
  readonly text: string;
  readonly tone?: Tone;
}

export function plainLine(
  at: number,
  name: string,
  { text, tone }: Said,
  { time, paint = noPaint }: PlainOptions,
): string {
  return `${paint.dim(time(at))}  ${paint.bold(name)}  ${tone ? paint[tone](text) : text}`;
}

function saidOf(event: ImportEvent): Said | undefined {
  switch (event.type) {
    case 'start':
      return { text: `watching (${event.target.provider})` };
    case 'progress':
      return event.milestone ? { text: statusOf(event) } : undefined;
    case 'heartbeat': {
      const { snapshot, elapsedMs } = event;
      const status = snapshot ? statusOf({ ...event, snapshot }) : waitsFor(event);
      return { text: `${status}${gap}${formatSeconds(elapsedMs)} elapsed` };
    }
    case 'retry': {
      const { error, attempt, delayMs } = event;
      const delay = delayMs < 950 ? formatDuration(delayMs) : formatWait(delayMs);
      const text = `retry ${attempt} in ${delay}: ${plainText(error.message)}`;
      return { tone: 'yellow', text };
    }
    case 'warning':
      return { tone: 'yellow', text: `warning: ${plainText(event.message)}` };
    case 'failed-records':
      return { text: failedRecordsWords(event) };
    case 'result':
      return undefined;
  }
}

/** What an import waits for that has no status yet. */
function waitsFor({ queue, noneYet }: HeartbeatEvent): string {
  if (queue) return `waiting for its turn: ${limitWords(queue)}`;
  return noneYet ? 'waiting for the next import' : 'no usable answer yet';
}

/** `one request every 6s, all polled in 4m 54s` */
export function limitWords({ everyMs, leftMs }: QueueStatus): string {
  return `one request every ${formatDuration(everyMs)}, all polled in ${formatDuration(leftMs)}`;
}

type Status = Pick<ProgressEvent, 'snapshot' | 'estimate' | 'expected'>;

const gap = '  ';

/** In columns: `running   52%  3,450/5,000  120/s  ~13s left  importing users  message`. */
function statusOf({ snapshot, estimate, expected }: Status): string {
  const { phase, message, failed } = snapshot;
  const percent = wholePercent(snapshot);
  const [counts] = countForms(snapshot);
  const state = stateWords(snapshot);
  const figures = [
    percent === undefined || isContradicted(snapshot) ? undefined : `${percent}%`.padStart(4),
    counts ?? countsOf(snapshot),
    counts === undefined && failed ? failedOf(snapshot) : undefined,
    estimate && rateOf(snapshot, estimate),
    estimate && formatLeft(estimate.remainingMs),
  ].filter((figure) => figure !== undefined);
  const words = [phase, expected && formatUsual(expected), message];
  const first = figures.length > 0 ? state.padEnd('running'.length) : state;
  return [first, ...figures, ...words.filter((text) => text !== undefined)].join(gap);
}
