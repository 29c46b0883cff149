import type { ResultEvent, WatchEvent } from '../core/events.ts';
import { ciSystem } from '../render/ci/detect.ts';
import { junitReport } from '../render/ci/junit.ts';
import type { Appendix } from '../render/ci/system.ts';
import type { World } from './world.ts';

export interface ReportOptions {
  readonly ci?: string;
  /** Path of a file. */
  readonly junit?: string;
}

/** What CI systems are told, besides the log; nothing of it changes the verdict. */
export interface Reports {
  /** Lines for the log, before anything else. */
  start(): readonly string[];
  /** Lines for the log, about an event. */
  on(event: WatchEvent): readonly string[];
  /** Writes the files; gives the sentences about those that cannot be written. */
  write(): Promise<readonly string[]>;
}

export function createReports({ ci = 'auto', junit }: ReportOptions, world: World): Reports {
  const { env, clock, files } = world;
  const system = ciSystem(ci, env);
  const results: ResultEvent[] = [];
  let exitCode = 0;
  const summary = () => ({ at: clock.now(), results, exitCode });

  async function written(writing: Promise<void>, path: string): Promise<readonly string[]> {
    return writing.then(
      () => [],
      ({ message }: Error) => [`${path} cannot be written: it ${message}.`],
    );
  }

  return {
    start: () => system?.start?.(clock.now()) ?? [],
    on(event) {
      if (event.type === 'end') {
        exitCode = event.exitCode;
        return system?.end(summary()) ?? [];
      }
      if (event.type === 'result') results.push(event);
      return system?.event?.(event) ?? [];
    },
    async write() {
      const appendices: readonly Appendix[] = system?.files?.(summary(), env) ?? [];
      const problems = await Promise.all([
        ...appendices.map(({ path, text }) => written(files.append(path, text), path)),
        ...(junit === undefined
          ? []
          : [written(files.write(junit, junitReport(results, clock.now())), junit)]),
      ]);
      return problems.flat();
    },
  };
}
