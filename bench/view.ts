// Measures the cost of the live view of many imports, in percent of a core.
import { setTimeout as sleep } from 'node:timers/promises';
import { createLiveView } from '../src/adapters/terminal/live-view.ts';
import type { WatchEvent } from '../src/core/model/events.ts';
import { snapshot } from '../src/core/model/snapshot.ts';
import { noPaint, themeOf } from '../src/render/theme/theme.ts';

const imports = 1000;
/** The longest time between two polls of an import while the live view is on. */
const pollMs = 10_000;
const lengthMs = 20_000;
const goalPercent = 5;

let bytes = 0;
const stream = {
  columns: 80,
  rows: 24,
  write: (text: string) => {
    bytes += text.length;
  },
  on: () => {},
  off: () => {},
};
const view = createLiveView(stream, { theme: themeOf(noPaint, true), unicode: true });

function progress(index: number, round: number): WatchEvent {
  const at = Date.now();
  const fields = { state: 'running', vendorState: 'IN_PROGRESS', total: 5000 } as const;
  const completed = 40 * round + index;
  return {
    type: 'progress',
    at,
    target: { profile: 'bench', provider: 'elevate', id: String(index) },
    snapshot: snapshot({ ...fields, completed }, at),
    milestone: false,
  };
}

for (let index = 0; index < imports; index++) view.handle(progress(index, 0));
await sleep(1000);
bytes = 0;
const before = process.cpuUsage();
const startedMs = performance.now();
for (let polls = 0; performance.now() - startedMs < lengthMs; ) {
  const due = ((performance.now() - startedMs) / pollMs) * imports;
  for (; polls < due; polls++)
    view.handle(progress(polls % imports, 1 + Math.floor(polls / imports)));
  await sleep(5);
}
const { user, system } = process.cpuUsage(before);
const elapsedMs = performance.now() - startedMs;
view.stop();
const percent = (user + system) / 10 / elapsedMs;
process.stdout.write(
  `view of ${imports} imports, ${(imports / pollMs) * 1000} answers per second: ${percent.toFixed(1)} % of a core` +
    ` (goal <= ${goalPercent}), ${Math.round(bytes / elapsedMs)} KB per second written\n`,
);
process.exitCode = percent > goalPercent ? 1 : 0;
