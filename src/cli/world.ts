import type { ConfigWorld } from '../config/find/world.ts';
import type { WatchEvent } from '../core/model/events.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Prompts } from '../core/ports/prompts.ts';
import type { HttpRequest, Send } from '../core/ports/send.ts';
import type { Redactor } from '../core/text/redact.ts';
import type { DrawBar, Paint, Theme } from '../render/theme/theme.ts';

/** What commands take from the world; made in the composition root. */
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
  /** Aborted by Ctrl-C and its like. */
  readonly stop: AbortSignal;
  readonly config: ConfigWorld;
  createSend(transport: TransportOptions): Promise<Send>;
  /**
   * What is on standard input, to its end; `prompt` is shown where a person has to type it. Rejects
   * with a usage error where it is too much.
   */
  readInput(prompt: string): Promise<string>;
  readonly files: Files;
  /** What is kept of past imports. */
  loadJournal(): Promise<Journal>;
  /** Questions on the terminal; `stdin` and `stderr` are one. */
  openPrompts(color: boolean): Promise<Prompts>;
  /** A view that owns the cursor of stderr until it is stopped. */
  openLiveView(options: { readonly look: Theme; readonly unicode: boolean }): Promise<LiveView>;
  loadPaint(): Promise<Paint>;
  loadBar(unicode: boolean): Promise<DrawBar>;
}

/** Both reject with an `Error` whose message is the rest of a sentence about the file. */
export interface Files {
  append(path: string, text: string): Promise<void>;
  write(path: string, text: string): Promise<void>;
  /** In one go and exactly; makes the folder, and keeps the permissions of the file. */
  replace(path: string, text: string): Promise<void>;
}

/** Lines that several processes may write at the same time. All reject with an `Error`. */
export interface Journal {
  read(): Promise<string>;
  append(text: string): Promise<void>;
  clear(): Promise<void>;
}

export interface Writer {
  write(text: string): void;
  /** Of which no part holds a secret: what is masked in its structure would spoil it. */
  writeExactly(text: string): void;
  /** Its reader is so far behind that only what matters should still be written. */
  readonly isBehind: boolean;
  readonly isTerminal: boolean;
  /** Of the terminal, at this moment. */
  readonly columns: number | undefined;
}

export interface LiveView {
  handle(event: WatchEvent): void;
  /** Prints a line that stays, above what is live. */
  log(line: string): void;
  stop(): void;
}

export interface TransportOptions {
  readonly requestTimeoutMs: number;
  readonly maxBodyBytes: number;
  readonly ca?: string;
  /** The file that `ca` was read from. */
  readonly caFile?: string;
  readonly insecureTls: boolean;
  readonly proxy?: string;
  onExchange?(request: HttpRequest, outcome: number | string, ms: number): void;
  onStage?(stage: 'name' | 'connection' | 'tls', found: string): void;
}
