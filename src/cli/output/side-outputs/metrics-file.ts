import type { EndEvent } from '../../../core/model/events.ts';
import { targetKey } from '../../../core/model/target.ts';
import { type Measured, prometheusText } from '../../../render/ci/prometheus.ts';
import type { World } from '../../world.ts';
import { type SideOutput, sayUnwritable } from './side-output.ts';

/** A file for Prometheus, replaced as a whole at the end. */
export function createMetricsFile(path: string, world: World): SideOutput {
  const all: Measured[] = [];
  const retries = new Map<string, number>();
  let end: EndEvent | undefined;
  return {
    handle(event) {
      if (event.type === 'end') {
        end = event;
        return;
      }
      const key = targetKey(event.target);
      if (event.type === 'retry') retries.set(key, (retries.get(key) ?? 0) + 1);
      if (event.type === 'result') all.push({ result: event, retries: retries.get(key) ?? 0 });
    },
    async finish() {
      if (end === undefined) return;
      await world.files.replace(path, prometheusText(all, end)).catch(({ message }: Error) => {
        sayUnwritable(path, message, world);
      });
    },
  };
}
