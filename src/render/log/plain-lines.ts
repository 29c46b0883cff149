import type { QueueStatus } from '../../core/model/estimates.ts';
import type { ImportEvent, ProgressEvent, WatchEvent } from '../../core/model/events.ts';
import { formatDuration } from '../../core/text/duration.ts';
import { plainText } from '../../core/text/text.ts';
import { figuresOf, formatSeconds, formatUsual, formatWait } from '../text/formatters.ts';
import { failedRecordsWords, stateWords, targetName, warnedName } from '../text/words.ts';
import { noPaint, type Paint, type Tone } from '../theme/theme.ts';

export interface PlainOptions {
  /** Formats the time of an event, from epoch ms. */
  readonly time: (at: number) => string;
  readonly paint?: Paint;
}

/**
 * What a log shows of an event: a line with time and name, or none. Results have their own lines.
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
      return event.milestone ? { text: standing(event) } : undefined;
    case 'heartbeat': {
      const { snapshot, elapsedMs, queue } = event;
      const waits = queue ? `waiting for its turn: ${limitWords(queue)}` : 'no answer yet';
      const stands = snapshot ? `still ${standing({ ...event, snapshot })}` : waits;
      return { text: `${stands} (after ${formatSeconds(elapsedMs)})` };
    }
    case 'retry': {
      const { error, attempt, delayMs } = event;
      const next = `asking again in ${formatWait(delayMs)}`;
      return {
        tone: 'yellow',
        text: `attempt ${attempt} failed, ${next}: ${plainText(error.message)}`,
      };
    }
    case 'warning':
      return { tone: 'yellow', text: `warning: ${plainText(event.message)}` };
    case 'failed-records':
      return { text: failedRecordsWords(event) };
    case 'result':
      return undefined;
  }
}

/** `one request every 6s, all polled in 4m 54s` */
export function limitWords({ everyMs, leftMs }: QueueStatus): string {
  return `one request every ${formatDuration(everyMs)}, all polled in ${formatDuration(leftMs)}`;
}

type Standing = Pick<ProgressEvent, 'snapshot' | 'estimate' | 'expected'>;

/** `running, importing users: 52%, 3,450 of 5,000, 120/s, 13s left - message` */
function standing({ snapshot, estimate, expected }: Standing): string {
  const { phase, message } = snapshot;
  const usual = expected && formatUsual(expected);
  const words = [stateWords(snapshot), phase, usual].filter(Boolean).join(', ');
  const figures = figuresOf(snapshot, estimate).join(', ');
  const stands = [words, figures].filter(Boolean).join(': ');
  return message === undefined ? stands : `${stands} - ${message}`;
}
