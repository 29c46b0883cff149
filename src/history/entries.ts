import type { Outcome } from '../core/model/outcome.ts';
import { type ImportState, importStates } from '../core/model/snapshot.ts';
import type { Target } from '../core/model/target.ts';
import { asCount, asText, at, type Json, parseJson } from '../core/text/json.ts';

/** An import that was watched, and the file of its profile. */
export interface KeptTarget extends Target {
  readonly source: string;
}

/** The start of a wait, with everything `wait --last` needs. */
export interface WatchEntry {
  readonly type: 'watch';
  /** Epoch ms. */
  readonly at: number;
  /** Empty if there were too many to keep. */
  readonly targets: readonly KeptTarget[];
  /** How many there were. */
  readonly count: number;
  /** Options that a later wait needs again, by name. None of them can contain a secret. */
  readonly choice: KeptFlags;
}

/** How the configuration was chosen, and the gates on the records. */
const keptFlags = [
  'config',
  'provider',
  'baseUrl',
  'maxFailed',
  'minRecords',
  'expectRecords',
  'failOnPartial',
] as const;

export type KeptFlags = { readonly [K in (typeof keptFlags)[number]]?: string };

/** Those of a command line that are kept. */
export function keptOf(flags: { readonly [K in keyof KeptFlags]?: unknown }): KeptFlags {
  const given = keptFlags.filter((key) => flags[key] !== undefined);
  return Object.fromEntries(given.map((key) => [key, String(flags[key])]));
}

/** A watched import ended. */
export interface EndEntry {
  readonly type: 'end';
  /** Epoch ms. */
  readonly at: number;
  readonly target: Target;
  readonly kind?: string;
  readonly outcome: Ended;
  /** From the beginning of the import, if known. Otherwise from the end of its queue. */
  readonly durationMs: number;
  /** How many arrived, if the service counts them. */
  readonly records?: number;
}

/** A watch ended without seeing how long its import took, or without seeing it end. */
export interface LeftEntry {
  readonly type: 'left';
  /** Epoch ms. */
  readonly at: number;
  readonly target: Target;
  /** How the service last showed the import. Absent: it never did. */
  readonly state?: ImportState;
  /** How the import ended, if it had before the first poll. */
  readonly outcome?: Ended;
}

export type JournalEntry = WatchEntry | EndEntry | LeftEntry;

const endedOutcomes = ['succeeded', 'partial', 'short', 'failed', 'aborted'] as const;

type Ended = (typeof endedOutcomes)[number] & Outcome;

/** The outcome, if it is one of an import that has ended. */
export function endedOutcome(outcome: unknown): Ended | undefined {
  return endedOutcomes.find((word) => word === outcome);
}

const version = 1;

/**
 * An entry as a line. It also begins with a line break, so that a truncated entry, after a full
 * disk for example, spoils no other.
 */
export function journalLine(entry: JournalEntry): string {
  return `\n${JSON.stringify({ v: version, ...entry })}\n`;
}

/**
 * The entries of a journal in the order in which they were written, which is chronological unless
 * the clock was set back. Unreadable entries are skipped.
 */
export function parseJournal(text: string): readonly JournalEntry[] {
  return text.split('\n').flatMap((line) => entryOf(line) ?? []);
}

/** How many lines of a journal are no entries. */
export function unreadableLines(text: string): number {
  return text.split('\n').filter((line) => line !== '' && !entryOf(line)).length;
}

function entryOf(line: string): JournalEntry | undefined {
  const json = jsonOf(line);
  const time = asCount(at(json, 'at'));
  if (at(json, 'v') !== version || time === undefined) return undefined;
  if (time > 8.64e15) return undefined;
  const read = { watch: watchEntry, left: leftEntry };
  const type = at(json, 'type');
  return type === 'watch' || type === 'left' ? read[type](json, time) : endEntry(json, time);
}

function watchEntry(json: Json, time: number): WatchEntry | undefined {
  const listed = at(json, 'targets');
  if (!Array.isArray(listed)) return undefined;
  const targets = listed.flatMap((entry) => {
    const [target, source] = [targetOf(entry), asText(at(entry, 'source'))];
    return target && source !== undefined ? [{ ...target, source }] : [];
  });
  const count = asCount(at(json, 'count')) ?? targets.length;
  if (count === 0 || targets.length !== (listed.length && count)) return undefined;
  const choice = Object.fromEntries(
    keptFlags.flatMap((key) => {
      const text = asText(at(json, 'choice', key));
      return text === undefined ? [] : [[key, text]];
    }),
  );
  return { type: 'watch', at: time, targets, count, choice };
}

function endEntry(json: Json, time: number): EndEntry | undefined {
  const target = targetOf(at(json, 'target'));
  const durationMs = asCount(at(json, 'durationMs'));
  const outcome = endedOutcome(at(json, 'outcome'));
  const kind = asText(at(json, 'kind'));
  if (target === undefined || durationMs === undefined || outcome === undefined) return undefined;
  const records = asCount(at(json, 'records'));
  return {
    type: 'end',
    at: time,
    target,
    ...(kind && { kind }),
    outcome,
    durationMs,
    ...(records !== undefined && { records }),
  };
}

function leftEntry(json: Json, time: number): LeftEntry | undefined {
  const target = targetOf(at(json, 'target'));
  if (target === undefined) return undefined;
  const state = importStates.find((word) => word === at(json, 'state'));
  const outcome = endedOutcome(at(json, 'outcome'));
  return { type: 'left', at: time, target, ...(state && { state }), ...(outcome && { outcome }) };
}

function targetOf(json: Json | undefined): Target | undefined {
  const [profile, provider] = [asText(at(json, 'profile')), asText(at(json, 'provider'))];
  const id = asText(at(json, 'id'));
  if (profile === undefined || provider === undefined) return undefined;
  return { profile, provider, ...(id !== undefined && { id }) };
}

function jsonOf(line: string): Json {
  try {
    return parseJson(line);
  } catch {
    return null;
  }
}
