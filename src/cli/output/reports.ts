import type { FailedRecordsEvent, ImportEvent, ResultEvent } from '../../core/model/events.ts';
import { mostSeriousOutcome } from '../../core/model/outcome.ts';
import { ciSystem } from '../../render/ci/detect.ts';
import { junitReport } from '../../render/ci/junit.ts';
import { createProgress } from '../../render/ci/progress.ts';
import type { Summary } from '../../render/ci/system.ts';
import { cannotWrite } from '../cannot-write.ts';
import type { World } from '../world.ts';

export interface ReportOptions {
  readonly ci?: string;
  /** Path of a file. */
  readonly junit?: string;
}

/** The report to a CI system in addition to the log. It never changes the outcome. */
export interface Reports {
  /** The CI system puts the time before each line of the log. */
  readonly stampsLines: boolean;
  /** Lines for the log, before anything else. */
  start(): readonly string[];
  /** Lines for the log, about an event. */
  on(event: ImportEvent): readonly string[];
  /** Lines for the log when everything is over, `before` and `after` the list of results. */
  end(exitCode: number): {
    readonly before: readonly string[];
    readonly after: readonly string[];
  };
  /** The same if no import was started. Lines for the log. */
  endWithout(reason: string, exitCode: number): readonly string[];
  /** Writes the files. Returns a sentence for each that cannot be written. */
  write(): Promise<readonly string[]>;
}

export function createReports(
  {
    ci = 'auto',
    junit,
    once,
    imports,
  }: ReportOptions & { readonly once: boolean; readonly imports: number },
  world: Pick<World, 'env' | 'clock' | 'files'>,
): Reports {
  const { env, clock, files } = world;
  const system = ciSystem(ci, env);
  const progress = createProgress(imports);
  const results: ResultEvent[] = [];
  const failedRecords: FailedRecordsEvent[] = [];
  const startedAt = clock.now();
  let said: readonly string[] = [];
  let summary: Summary | undefined;

  async function written(writing: Promise<void>, path: string): Promise<readonly string[]> {
    return writing.then(
      () => [],
      ({ message }: Error) => [cannotWrite(path, message)],
    );
  }

  return {
    stampsLines: system?.stampsLines ?? false,
    start: () => system?.start?.(startedAt) ?? [],
    on(event) {
      if (event.type === 'result') results.push(event);
      if (event.type === 'failed-records') failedRecords.push(event);
      if (system?.progress === undefined) return [];
      const shown = progress(event);
      const lines = shown ? system.progress(shown) : [];
      const fresh = lines.filter((line) => !said.includes(line));
      if (lines.length > 0) said = lines;
      return fresh;
    },
    end(exitCode) {
      const status =
        exitCode === 0 && !once ? 'succeeded' : (mostSeriousOutcome(results) ?? 'running');
      summary = { startedAt, at: clock.now(), results, failedRecords, exitCode, status };
      return { before: system?.close?.(summary) ?? [], after: system?.end?.(summary) ?? [] };
    },
    endWithout(notStarted, exitCode) {
      const status = 'not-started';
      summary = { startedAt, at: clock.now(), results, exitCode, status, notStarted };
      return system?.end?.(summary) ?? [];
    },
    async write() {
      if (summary === undefined) return [];
      const appendices = system?.files?.(summary, env) ?? [];
      const problems = await Promise.all([
        ...appendices.map(({ path, text, continues }) =>
          written(files.append(path, continues ? text : text('')), path),
        ),
        ...(junit === undefined ? [] : [written(files.write(junit, junitOf(summary)), junit)]),
      ]);
      return problems.flat();
    },
  };
}

function junitOf({ results, at, failedRecords, notStarted }: Summary): string {
  return junitReport(results, at, failedRecords, notStarted);
}
