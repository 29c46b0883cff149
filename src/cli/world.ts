import type { ConfigWorld } from '../config/file/world.ts';
import type { Profile } from '../config/profile/profile.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { CommandRun } from '../core/ports/command.ts';
import type { Files } from '../core/ports/files.ts';
import type { Journal } from '../core/ports/journal.ts';
import type { Prompts, Spinner } from '../core/ports/prompts.ts';
import type { RecordFile } from '../core/ports/record-file.ts';
import type { RecordingFolder } from '../core/ports/recording-folder.ts';
import type { Send, TransportOptions } from '../core/ports/send.ts';
import type { Sink } from '../core/ports/sink.ts';
import type { StartCommand } from '../core/ports/start-command.ts';
import type { Writer } from '../core/ports/writer.ts';
import type { Redactor } from '../core/text/redact.ts';
import type { LiveView } from '../render/live/viewport.ts';
import type { DrawBar, Paint, Theme } from '../render/theme/theme.ts';

/** The parts of the world that commands need. Created in the composition root. */
export interface World {
  readonly version: string;
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  random(): number;
  readonly stdout: Writer;
  readonly stderr: Writer;
  readonly stdin: { readonly isTerminal: boolean };
  readonly redactor: Redactor;
  /** Aborted by Ctrl-C and other termination signals. */
  readonly stop: AbortSignal;
  /** The same work, which rejects with the first error that nothing awaits: a bug. */
  untilCrash<T>(work: Promise<T>): Promise<T>;
  readonly config: ConfigWorld;
  createSend(transport: TransportOptions): Promise<Send>;
  /**
   * All of standard input. Shows `prompt` if a person has to type it. Rejects with a usage error if
   * it is too large.
   */
  readInput(prompt: string): Promise<string>;
  readonly startCommand: StartCommand;
  readonly files: Files;
  /** A file for failed records. Without a path, stdout. */
  openRecordFile(path?: string): Promise<RecordFile>;
  /** A folder for a recording, which begins with the file `first`. Rejects with a sentence. */
  openRecording(path: string, first: string): Promise<RecordingFolder>;
  /**
   * The JSON files of a folder by name. `undefined` if it isn't a folder. Rejects with a sentence.
   */
  readRecording(path: string): Promise<ReadonlyMap<string, string> | undefined>;
  isFolder(path: string): Promise<boolean>;
  /** Set while answers are recorded: the same way to send, which also saves the answers. */
  readonly throughRecorder?: (profile: Profile, send: Send) => Send;
  /** The journal of past imports: in the state folder, or in a file. */
  loadJournal(file?: string): Promise<Journal>;
  /** A file for lines. Rejects like `Files`. */
  openSink(path: string): Promise<Sink>;
  /** Runs a shell command. Resolves with the rest of a sentence about it if it failed. */
  runWithInput(command: string, run: CommandRun): Promise<string | undefined>;
  /** Prompts in the terminal. `stdin` and `stderr` are one. */
  openPrompts(color: boolean): Promise<Prompts>;
  /** A view that owns the cursor of stderr until it is stopped. */
  openLiveView(options: {
    readonly theme: Theme;
    readonly unicode: boolean;
    /** Epoch ms on the clock of the events, which in a replay isn't that of the machine. */
    readonly eventTime: () => number;
  }): Promise<LiveView>;
  /** Of stderr, which is a terminal. */
  openSpinner(): Promise<Spinner>;
  loadPaint(): Promise<Paint>;
  loadBar(unicode: boolean): Promise<DrawBar>;
}
