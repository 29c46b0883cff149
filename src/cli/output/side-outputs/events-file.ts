import type { Sink } from '../../../core/ports/sink.ts';
import { jsonLine, versionLine } from '../../../render/json/json-lines.ts';
import type { World } from '../../world.ts';
import { isPassing } from '../presenter.ts';
import { type SideOutput, sayUnwritable } from './side-output.ts';

/** The stream of `--json` in a file. `-` is stdout. */
export async function createEventsFile(path: string, world: World): Promise<SideOutput> {
  let sink: Sink | undefined;
  try {
    sink = path === '-' ? stdoutAsSink(world) : await world.openSink(path);
  } catch (error) {
    sayUnwritable(path, (error as Error).message, world);
  }
  sink?.write(`${versionLine(world.version)}\n`);
  return {
    handle(event) {
      if (sink === undefined || (isPassing(event) && sink.isBehind)) return;
      const line = jsonLine(event);
      if (line !== undefined) sink.write(`${line}\n`);
    },
    async finish() {
      const problem = await sink?.close();
      if (problem !== undefined) sayUnwritable(path, problem, world);
    },
  };
}

function stdoutAsSink({ stdout }: World): Sink {
  return {
    write: (text) => stdout.writeExactly(text),
    get isBehind() {
      return stdout.isBehind;
    },
    close: async () => undefined,
  };
}
