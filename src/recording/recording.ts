import type { Json } from '../core/text/json.ts';

/** The files of a recording: `index`, `readme`, and one per answer, named `0001.json` and so on. */
export const fileNames = {
  index: 'recording.json',
  readme: 'README.md',
  answer: (number: number) => `${String(number).padStart(4, '0')}.json`,
  isAnswer: (name: string) => /^\d{4,}\.json$/.test(name),
} as const;

export const recordingVersion = 1;

/** The data that a replay requires. */
export interface RecordingIndex {
  /** The version of this format. */
  readonly recording: number;
  /** Version of the program that wrote it. */
  readonly importwatch: string;
  /** When the first request was sent, in ISO 8601. */
  readonly startedAt: string;
  /** As in a configuration file, with stand-ins for secrets. */
  readonly profiles: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly targets: readonly RecordedTarget[];
  /** Absent if the recording was cut off. */
  readonly exitCode?: number;
  /** Why answers are missing. */
  readonly incomplete?: string;
}

export interface RecordedTarget {
  readonly profile: string;
  readonly id?: string;
  /** The resolved options of the wait, with durations in ms. */
  readonly options: Readonly<Record<string, Json>>;
  readonly outcome?: string | null;
}

/** A request, without headers and credentials. */
export interface RecordedRequest {
  readonly profile: string;
  readonly method: string;
  readonly url: string;
  /** The body of a POST: JSON, or a form as text. */
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
  /** JSON with every digit kept, or … */
  readonly body?: unknown;
  /** … a body that isn't JSON. */
  readonly text?: string;
}
