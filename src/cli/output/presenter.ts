import type { FailedRecordsEvent, WatchEvent } from '../../core/model/events.ts';
import type { Writer } from '../../core/ports/writer.ts';
import { jsonLine, versionLine } from '../../render/json/json-lines.ts';
import { createLog } from '../../render/log/log.ts';
import {
  followUpLines,
  resultFollowUp,
  resumeLines,
  warningLines,
} from '../../render/result/follow-up-lines.ts';
import { closingLine, resultLines } from '../../render/result/result.ts';
import { createResultCollector } from '../../render/result/result-collector.ts';
import type { ResumeCommand } from '../../render/result/resume.ts';
import { elapsedTime, utcTime } from '../../render/text/local-time.ts';
import { failedRecordsWords } from '../../render/text/words.ts';
import { wrapSentence } from '../../render/text/wrap.ts';
import { type ColorMode, hasUnicode, isDumb, wantsColor } from '../../render/theme/color.ts';
import { hasLinks } from '../../render/theme/link.ts';
import { noPaint, type Theme, themeOf } from '../../render/theme/theme.ts';
import type { World } from '../world.ts';
import { createReports, type ReportOptions } from './reports.ts';

export interface ShowOptions extends ReportOptions {
  /** `result`: without what happens on the way. */
  readonly json?: 'events' | 'result';
  /** `-`: stdout belongs to the events, and the results go to stderr. */
  readonly events?: string;
  readonly progress?: 'auto' | 'bar' | 'plain' | 'none';
  readonly quiet?: boolean;
  readonly color?: ColorMode;
}

/** Shows events as they come: results on stdout, everything else on stderr. */
export interface Presenter {
  handle(event: WatchEvent): void;
  /** A line for `--verbose`. */
  log(line: string): void;
  /** Writes the report files, once everything is over. */
  finish(): Promise<void>;
  /** Restores the terminal. Nothing is live afterward. */
  stop(): void;
}

/** With more results, text that several have in common appears once, below all of them. */
const mostInterleaved = 8;

/** Skipped if the reader is far behind: the next event of its kind replaces it. */
export function isPassing({ type }: WatchEvent): boolean {
  return type === 'progress' || type === 'heartbeat' || type === 'retry';
}

/**
 * Shown even with --quiet: warnings about security, and about a file that the user wanted and that
 * is missing.
 */
function isVital({ code }: { readonly code: string }): boolean {
  return code === 'insecure-tls' || code === 'failed-records-missing';
}

export function isCi({ env }: Pick<World, 'env'>): boolean {
  return !['', '0', 'false', undefined].includes(env['CI']);
}

/** Whether a person is watching: a live view is possible and wanted. */
export function isInteractive({ progress = 'auto' }: ShowOptions, world: World): boolean {
  const { stderr, env, platform } = world;
  const able = stderr.isTerminal && !isDumb(env, platform);
  return able && (progress === 'bar' || (progress === 'auto' && !isCi(world)));
}

export async function themeFor(
  stream: Writer,
  { color = 'auto' }: Pick<ShowOptions, 'color'>,
  world: World,
): Promise<Theme> {
  const { env, platform } = world;
  const paint = wantsColor(color, stream.isTerminal, env, platform)
    ? await world.loadPaint()
    : noPaint;
  const links = stream.isTerminal && hasLinks(env) && !isCi(world);
  return themeOf(paint, hasUnicode(env, platform), links);
}

export async function createPresenter(
  options: ShowOptions & {
    readonly once: boolean;
    readonly resume: ResumeCommand | null;
    /** The number of watched imports. */
    readonly imports: number;
  },
  world: World,
): Promise<Presenter> {
  const { json, quiet = false, progress = 'auto', once, events } = options;
  const { stdout, stderr, env, platform } = world;
  const unicode = hasUnicode(env, platform);
  const errorTheme = await themeFor(stderr, options, world);
  const interactive = isInteractive(options, world);
  // On a screen that already shows a JSON stream, there is no place for anything else.
  const live =
    interactive && !quiet && !(json && stdout.isTerminal)
      ? await world.openLiveView({ theme: errorTheme, unicode, eventTime: world.clock.now })
      : undefined;
  const plain = !live && !json && !quiet && !once && progress !== 'none';
  const output = events === '-' ? stderr : stdout;
  const outputTheme = json ? errorTheme : await themeFor(output, options, world);
  const drawBar = once && !json ? await world.loadBar(unicode) : undefined;
  const reports = createReports(options, world);
  const startedAt = world.clock.now();
  const time = (at: number) => (reports.stampsLines ? elapsedTime(at, startedAt) : utcTime(at));
  const logLines = createLog(options.imports, { time, paint: errorTheme.paint });
  const closing = createResultCollector();
  const files: FailedRecordsEvent[] = [];
  const say = (lines: readonly string[]) => {
    for (const line of lines) stderr.write(`${line}\n`);
  };

  const print = (lines: readonly string[]) => {
    for (const line of lines) output.write(`${line}\n`);
  };

  function end(exitCode: number): void {
    live?.stop();
    const report = reports.end(exitCode);
    say(report.before);
    const all = closing.all();
    const below = !json && output.isTerminal && stderr.isTerminal && all.length <= mostInterleaved;
    // With --any, a success is enough.
    const resume = exitCode === 0 ? null : options.resume;
    const remarks = { resume, below, columns: stderr.columns };
    if (!json) {
      const lines = resultLines(all, outputTheme, { drawBar, columns: output.columns });
      for (const [index, result] of all.entries()) {
        print(lines[index] ?? []);
        if (below) say(resultFollowUp(result, errorTheme, remarks));
      }
      const closing = closingLine(all, exitCode, outputTheme);
      if (closing !== undefined) print(wrapSentence(closing, output.columns));
    }
    if (below) say(resumeLines(all, errorTheme, remarks));
    else if (!json || live) say(followUpLines(all, errorTheme, remarks));
    if (live && !json) say(files.map((event) => `  ${failedRecordsWords(event)}`));
    say(report.after);
  }

  const isWanted = ({ type }: WatchEvent) =>
    json === 'events' || type === 'result' || type === 'end';

  say(reports.start());
  if (json) stdout.writeExactly(`${versionLine(world.version)}\n`);
  return {
    handle(event) {
      if (event.type !== 'end') closing.on(event);
      if (event.type === 'failed-records') files.push(event);
      live?.handle(event);
      const matters = !isPassing(event);
      if (plain && (matters || !stderr.isBehind)) say(logLines(event));
      else if (event.type === 'warning' && !live && json !== 'events' && (!quiet || isVital(event)))
        say(warningLines(event, errorTheme, stderr.columns));
      const line = json && isWanted(event) ? jsonLine(event) : undefined;
      if (line !== undefined && (matters || !stdout.isBehind)) stdout.writeExactly(`${line}\n`);
      if (event.type === 'end') return end(event.exitCode);
      const report = reports.on(event);
      if (!live) say(report);
    },
    async finish() {
      say((await reports.write()).map((problem) => `warning: ${problem}`));
    },
    log(line) {
      if (live) live.log(line);
      else say([`${time(world.clock.now())}  ${line}`]);
    },
    stop: () => live?.stop(),
  };
}
