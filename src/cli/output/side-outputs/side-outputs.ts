import { variable, variableName } from '../../../config/file/names.ts';
import type { ProfileEntry } from '../../../config/schema/config.ts';
import { exitCodeOf, ImportwatchError } from '../../../core/model/errors.ts';
import { exitCodes } from '../../../core/model/outcome.ts';
import type { World } from '../../world.ts';
import { endOfAll } from '../end-stream.ts';
import type { Presenter, ShowOptions } from '../presenter.ts';
import type { SideOutput } from './side-output.ts';

/** Opens a file for events or metrics. Its code is loaded only then. */
export async function openSideOutput(
  key: 'events' | 'metrics',
  path: string,
  { json }: Pick<ShowOptions, 'json'>,
  world: World,
): Promise<readonly SideOutput[]> {
  if (key === 'metrics') {
    const { createMetricsFile } = await import('./metrics-file.ts');
    return [createMetricsFile(path, world)];
  }
  if (path === '-' && json === 'result') throw twoStreams();
  // With --json they are there already.
  if (path === '-' && json) return [];
  const { createEventsFile } = await import('./events-file.ts');
  return [await createEventsFile(path, world)];
}

function twoStreams(): ImportwatchError {
  return new ImportwatchError('usage', "--events - and --json=result can't be combined.", {
    hint: 'Both write to stdout. Write the events to a file (--events events.ndjson), or use --json alone.',
  });
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
 * The commands of `--on-end` if the wait ends before it begins, with its profiles as far as they are
 * known. A usage or configuration error runs no command.
 */
export function commandsAfter(
  error: unknown,
  { onEnd }: { readonly onEnd?: unknown },
  profiles: readonly ProfileEntry[],
  { env }: World,
): readonly string[] {
  if (exitCodeOf(error) === exitCodes.usage) return [];
  const given = onEnd ?? variable(env, variableName('onEnd'));
  const commands = given
    ? [given]
    : profiles.map(({ values, defaults }) => values['onEnd'] ?? defaults.onEnd);
  return commands.filter((command) => typeof command === 'string');
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
