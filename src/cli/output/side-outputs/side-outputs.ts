import { variable, variableName } from '../../../config/file/names.ts';
import { exitCodeOf, ImportwatchError } from '../../../core/model/errors.ts';
import { exitCodes } from '../../../core/model/outcome.ts';
import type { World } from '../../world.ts';
import { endOfAll } from '../end-stream.ts';
import type { Presenter, ShowOptions } from '../presenter.ts';
import type { SideOutput } from './side-output.ts';

export interface SideOutputOptions {
  /** Path of a file for all events. */
  readonly events?: string;
  /** Path of a file for Prometheus. */
  readonly metrics?: string;
}

/**
 * The files that the options or the environment name. Code for one of them is loaded only if it is
 * needed.
 */
export async function openSideOutputs(
  options: SideOutputOptions & Pick<ShowOptions, 'json'>,
  world: World,
): Promise<SideOutput[]> {
  const { events, metrics } = sidePaths(options, world);
  const sides: SideOutput[] = [];
  if (events === '-' && options.json === 'result') throw twoStreams();
  // With --json they are there already.
  if (events !== undefined && !(events === '-' && options.json)) {
    const { createEventsFile } = await import('./events-file.ts');
    sides.push(await createEventsFile(events, world));
  }
  if (metrics !== undefined) {
    const { createMetricsFile } = await import('./metrics-file.ts');
    sides.push(createMetricsFile(metrics, world));
  }
  return sides;
}

/** The paths that the options or the environment name. */
export function sidePaths(options: SideOutputOptions, world: World) {
  const [events, metrics] = [pathOf('events', options, world), pathOf('metrics', options, world)];
  return { ...(events !== undefined && { events }), ...(metrics !== undefined && { metrics }) };
}

function twoStreams(): ImportwatchError {
  return new ImportwatchError('usage', "--events - and --json=result can't be combined.", {
    hint: 'Both write to stdout. Write the events to a file (--events events.ndjson), or use --json alone.',
  });
}

function pathOf(
  key: keyof SideOutputOptions,
  options: SideOutputOptions,
  { env }: World,
): string | undefined {
  return options[key] ?? variable(env, variableName(key));
}

/** Runs the commands of `--on-end`, each once. */
export async function openOnEnd(
  commands: readonly string[],
  world: World,
): Promise<readonly SideOutput[]> {
  if (commands.length === 0) return [];
  const { createOnEnd } = await import('./on-end.ts');
  return [...new Set(commands)].map((command) => createOnEnd(command, world));
}

/**
 * The commands of `--on-end` if the wait ends before a profile is known. A usage or configuration
 * error comes before the wait begins, and runs no command.
 */
export function commandsAfter(
  error: unknown,
  { onEnd }: { readonly onEnd?: unknown },
  { env }: World,
): readonly string[] {
  const command = onEnd ?? variable(env, variableName('onEnd'));
  return exitCodeOf(error) === exitCodes.usage || !command ? [] : [String(command)];
}

/** Reports to the side outputs how a watch ended that never began. */
export async function endSideOutputs(
  sides: readonly SideOutput[],
  error: unknown,
  world: World,
): Promise<void> {
  for (const side of sides) side.handle(endOfAll(error, world));
  await Promise.all(sides.map((side) => side.finish()));
}

/** The same presenter, which also informs the side outputs, after everything else. */
export function withSideOutputs(presenter: Presenter, sides: readonly SideOutput[]): Presenter {
  return {
    ...presenter,
    handle(event) {
      try {
        presenter.handle(event);
      } finally {
        for (const side of sides) side.handle(event);
      }
    },
    async finish() {
      try {
        await presenter.finish();
      } finally {
        await Promise.all(sides.map((side) => side.finish()));
      }
    },
  };
}
