import { ImportwatchError } from '../core/model/errors.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { RecordingFolder } from '../core/ports/recording-folder.ts';
import type { HttpAnswer, HttpRequest, Send } from '../core/ports/send.ts';
import type { Json } from '../core/text/json.ts';
import type { Redactor } from '../core/text/redact.ts';
import { createAnonymizer } from './anonymize.ts';
import { losslessText, ownJson } from './anonymize-json.ts';
import { anonymousAnswer, anonymousRequest } from './anonymous-exchange.ts';
import { readme } from './readme.ts';
import {
  fileNames,
  type RecordedAnswer,
  type RecordedTarget,
  type RecordingIndex,
  recordingVersion,
} from './recording.ts';

/** Saves each different answer of a service. A failure here never affects the watch. */
export interface Recorder {
  /** Sends through `send` and saves the answers. */
  through(profile: string, send: Send): Send;
  /** Records what replaying the answers of a profile requires: its values, with secrets replaced. */
  profile(
    name: string,
    values: Readonly<Record<string, Json>>,
    identifying: readonly string[],
  ): void;
  target(target: Omit<RecordedTarget, 'outcome'>): void;
  /** Creates the folder now. Returns the problem as a sentence if that fails. */
  open(): Promise<string | undefined>;
  outcome(profile: string, id: string | undefined, outcome: string | null): void;
  /** Saves the rest. */
  close(exitCode: number): Promise<RecordingReport>;
}

export interface RecordingReport {
  /** Absent if there is no folder. */
  readonly path?: string;
  readonly answers: number;
  /** Why answers are missing: a sentence. */
  readonly problem?: string;
}

export interface RecorderOptions {
  /** Called when there is something to save. Rejects like `RecordingFolder.write`. */
  open(): Promise<RecordingFolder>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly redactor: Pick<Redactor, 'redact'>;
  readonly version: string;
  readonly mostAnswers?: number;
  readonly mostBytes?: number;
}

/** The last saved answer of a request. */
interface Saved {
  readonly content: string;
  readonly file: string;
  readonly bytes: number;
}

export function createRecorder(options: RecorderOptions): Recorder {
  const { clock, redactor, version, mostAnswers = 1000, mostBytes = 16 * 1024 * 1024 } = options;
  const anonymizer = createAnonymizer(redactor);
  const profiles = new Map<string, Readonly<Record<string, Json>>>();
  const targets: (RecordedTarget & { readonly raw: string | undefined })[] = [];
  const saved = new Map<string, Saved>();
  let begun: { readonly at: number; readonly ms: number } | undefined;
  let folder: Promise<RecordingFolder> | undefined;
  let saving: Promise<void> = Promise.resolve();
  let answers = 0;
  let bytes = 0;
  let problem: string | undefined;
  let isFull = false;
  const full = `A recording keeps at most ${mostAnswers} answers or ${mostBytes} bytes.`;

  /** Runs the writes one after the other. After the first failure nothing more is written. */
  function later(work: () => Promise<void>): void {
    saving = saving.then(async () => {
      if (problem !== undefined) return;
      try {
        await work();
      } catch (error) {
        problem = (error as Error).message;
      }
    });
  }

  async function write(name: string, text: string): Promise<void> {
    folder ??= begin();
    await (await folder).write(name, text);
  }

  async function begin(): Promise<RecordingFolder> {
    const opened = await options.open();
    await opened.write(fileNames.readme, readme);
    return opened;
  }

  function indexText(exitCode?: number): string {
    const index: RecordingIndex = {
      recording: recordingVersion,
      importwatch: version,
      startedAt: new Date(begun?.at ?? clock.now()).toISOString(),
      profiles: Object.fromEntries(
        [...profiles].map(([name, values]) => [name, ownJson(values, anonymizer)]),
      ) as RecordingIndex['profiles'],
      targets: targets.map(({ raw, profile, ...target }) => ({
        profile,
        ...(raw !== undefined && { id: anonymizer.text(raw) }),
        ...target,
      })),
      ...(exitCode !== undefined && { exitCode }),
      ...(isFull && { incomplete: full }),
    };
    return `${JSON.stringify(index, null, 2)}\n`;
  }

  async function save(
    ms: number,
    request: HttpRequest,
    outcome: HttpAnswer | string,
    profile: string,
  ): Promise<void> {
    const asked = anonymousRequest(request, profile, anonymizer);
    const content =
      typeof outcome === 'string' ? { failure: outcome } : anonymousAnswer(outcome, anonymizer);
    const { status, failure, body, text } = content as Partial<RecordedAnswer>;
    const call = losslessText(asked);
    const before = saved.get(call);
    const now = losslessText({ status, failure, body, text });
    if (before?.content === now) return;
    const whole = `${losslessText({ ms, request: asked, ...content }, 2)}\n`;
    const size = Buffer.byteLength(whole);
    isFull ||= answers >= mostAnswers || bytes + size > mostBytes;
    // The last answer of each request is kept, because the end of an import matters most.
    if (isFull && before === undefined) return;
    const replaces = isFull && before ? before : undefined;
    const file = replaces?.file ?? fileNames.answer(answers + 1);
    await write(file, whole);
    if (replaces === undefined) answers += 1;
    bytes += size - (replaces?.bytes ?? 0);
    saved.set(call, { content: now, file, bytes: size });
  }

  return {
    through: (profile, send) => async (request, signal) => {
      // A file of failed records is the user's data, and doesn't show the status of the import.
      if (request.into) return send(request, signal);
      begun ??= { at: clock.now(), ms: clock.monotonic() };
      const { ms: startMs } = begun;
      const note = (outcome: HttpAnswer | string) => {
        const ms = Math.max(0, Math.round(clock.monotonic() - startMs));
        later(async () => {
          // By then, the connection has reported a token in this answer to the redactor.
          await new Promise((resolve) => setTimeout(resolve, 0));
          await save(ms, request, outcome, profile);
        });
      };
      try {
        const answer = await send(request, signal);
        note(answer);
        return answer;
      } catch (error) {
        if (error instanceof ImportwatchError) note(error.code);
        throw error;
      }
    },
    profile(name, values, identifying) {
      profiles.set(name, values);
      for (const value of identifying) anonymizer.learnSetting(value);
    },
    target({ id: raw, ...target }) {
      if (raw !== undefined) anonymizer.learnId(raw);
      targets.push({ ...target, raw });
    },
    async open() {
      later(() => write(fileNames.index, indexText()));
      await saving;
      return problem;
    },
    outcome(profile, id, outcome) {
      const at = targets.findIndex(({ profile: name, raw }) => name === profile && raw === id);
      const target = targets[at];
      if (target) targets[at] = { ...target, outcome };
    },
    async close(exitCode) {
      if (folder ?? begun) later(() => write(fileNames.index, indexText(exitCode)));
      await saving;
      const { path } = (await folder?.catch(() => undefined)) ?? {};
      return {
        answers,
        ...(path !== undefined && { path }),
        ...(problem !== undefined ? { problem } : isFull && { problem: full }),
      };
    },
  };
}
