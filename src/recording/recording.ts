import type { Json } from '../core/text/json.ts';

/** The files of a recording: `index`, `readme`, and one for each answer, `0001.json` and so on. */
export const fileNames = {
  index: 'recording.json',
  readme: 'README.md',
  answer: (number: number) => `${String(number).padStart(4, '0')}.json`,
  isAnswer: (name: string) => /^\d{4,}\.json$/.test(name),
} as const;

export const recordingVersion = 1;

/** What is needed to play a recording again. */
export interface RecordingIndex {
  /** Of this form. */
  readonly recording: number;
  /** Version of the program that wrote it. */
  readonly importwatch: string;
  /** ISO 8601: when the first request was sent. */
  readonly startedAt: string;
  /** As in a configuration file, with stand-ins for secrets. */
  readonly profiles: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly targets: readonly RecordedTarget[];
  /** Absent if the recording was cut. */
  readonly exitCode?: number;
  /** Why answers are missing. */
  readonly incomplete?: string;
}

export interface RecordedTarget {
  readonly profile: string;
  readonly id?: string;
  /** Of the wait, resolved: durations in ms. */
  readonly options: Readonly<Record<string, Json>>;
  readonly outcome?: string | null;
}

/** A request, without headers and credentials. */
export interface RecordedRequest {
  readonly profile: string;
  readonly method: string;
  readonly url: string;
  /** Of a POST: JSON, or a form as text. */
  readonly body?: unknown;
}

/** An answer that differs from the one before it to the same request. */
export interface RecordedAnswer {
  /** Ms since the first request of the recording. */
  readonly ms: number;
  readonly request: RecordedRequest;
  /** Absent if there was no answer: `failure` says why. */
  readonly status?: number;
  readonly failure?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, every digit kept; or … */
  readonly body?: unknown;
  /** … a body that is no JSON. */
  readonly text?: string;
}
