import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import type { Settings } from '../src/core/provider/field.ts';
import type { Provider } from '../src/core/provider/provider.ts';
import { watch } from '../src/core/watch/watch.ts';
import { simulated } from '../src/demo/simulators/index.ts';
import { connectedImport, networkSend, providerNamed } from '../test/helpers/connected-import.ts';
import { hurriedClock } from '../test/helpers/hurried-clock.ts';
import { waiting } from '../test/helpers/story.ts';

const polls = 2000;
const faultShare = 0.1;
const goals = { requests: 1.3, heapMb: 1, handles: 3 };

const clock = hurriedClock(50);
const collect = (globalThis as { gc?: () => void }).gc;
if (!collect) throw new Error('Run this with node --expose-gc.');

/** Measurements at one moment of a run. */
interface Sample {
  readonly heapMb: number;
  readonly handles: number;
}

interface Run {
  readonly outcome: string | null | undefined;
  readonly polls: number;
  readonly requests: number;
  readonly spoilt: number;
  readonly seconds: number;
  /** Starting after the first quarter. */
  readonly samples: readonly Sample[];
}

function sample(): Sample {
  collect?.();
  const heapMb = process.memoryUsage().heapUsed / 2 ** 20;
  return { heapMb, handles: process.getActiveResourcesInfo().length };
}

function ask<T>(child: ChildProcess): Promise<T> {
  const told = once(child, 'message').then(([message]) => message as T);
  child.send('?');
  return told;
}

async function run(provider: Provider, share: number): Promise<Run> {
  const args = ['scripts/run-ts.mjs', 'bench/soak-service.ts', provider.name, share, polls];
  const service = spawn(process.execPath, args.map(String), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [where] = (await once(service, 'message')) as [{ settings: Settings; id?: string }];
  const { settings, id } = where;
  const connected = connectedImport(provider, { settings, id, clock, send: networkSend(150) });
  const samples: Sample[] = [];
  let made = 0;
  const counted = {
    ...connected,
    poll: (signal: AbortSignal) => {
      made += 1;
      if (made >= polls / 4 && made % (polls / 20) === 0) samples.push(sample());
      return connected.poll(signal);
    },
  };
  const startedMs = performance.now();
  const options = { ...waiting, intervalMs: 500 };
  const world = { clock, random: Math.random };
  let outcome: string | null | undefined;
  for await (const event of watch(counted, options, world, new AbortController().signal)) {
    if (event.type === 'result') outcome = event.outcome;
  }
  const seconds = (performance.now() - startedMs) / 1000;
  const told = await ask<{ requests: number; spoilt: number }>(service);
  service.kill();
  return { outcome, polls: made, ...told, seconds, samples };
}

const spread = (values: readonly number[]) => {
  const half = values.slice(0, values.length / 2);
  return Math.max(...values) - Math.max(...half);
};
const row = (cells: readonly unknown[]) =>
  process.stdout.write(`${cells.map((cell) => String(cell).padStart(16)).join('')}\n`);

const missed: string[] = [];
row([
  'provider',
  'faults',
  'outcome',
  'polls',
  'requests',
  'broken',
  'ratio',
  'heap, MB',
  'handles',
  'seconds',
]);
for (const name of simulated) {
  const provider = providerNamed(name);
  const calm = await run(provider, 0);
  const rough = await run(provider, faultShare);
  for (const one of [calm, rough]) {
    const { samples, outcome, requests, spoilt } = one;
    const first = samples[0] as Sample;
    const last = samples.at(-1) as Sample;
    const ratio = requests / calm.requests;
    row([
      provider.name,
      one === calm ? 'none' : `${faultShare * 100} %`,
      outcome,
      one.polls,
      requests,
      spoilt,
      ratio.toFixed(2),
      `${first.heapMb.toFixed(1)} to ${last.heapMb.toFixed(1)}`,
      `${first.handles} to ${last.handles}`,
      one.seconds.toFixed(0),
    ]);
    const name = `${provider.name}, ${one === calm ? 'calm' : 'rough'}`;
    if (outcome !== 'succeeded') missed.push(`${name}: the outcome is ${outcome}`);
    if (ratio > goals.requests) missed.push(`${name}: too many requests`);
    if (spread(samples.map(({ heapMb }) => heapMb)) > goals.heapMb)
      missed.push(`${name}: the heap grows`);
    if (spread(samples.map(({ handles }) => handles)) > goals.handles)
      missed.push(`${name}: handles grow`);
  }
}
process.stdout.write(
  missed.length === 0 ? 'All goals are met.\n' : `missed: ${missed.join('; ')}\n`,
);
process.exit(missed.length === 0 ? 0 : 1);
