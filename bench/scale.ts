// Compares the cost of a poll with a bare keep-alive request:
// `npm run bench:scale -- [rounds] [imports]`. Builds everything like the program.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { loadavg } from 'node:os';
import { createInterface } from 'node:readline';

const rounds = Number(process.argv[2] ?? 3);
const say = (line = '') => process.stdout.write(`${line}\n`);
const goals = { cpu: 5, perImportKb: 20 };
/** The number of imports, and of polls for each. */
const sizes = [
  [100, 100],
  [1000, 10],
  [10_000, 3],
] as const;
const parts = ['bare', 'transport', 'importwatch', 'shown'] as const;
const outfile = 'node_modules/.bench-scale-part.cjs';
execFileSync(process.execPath, ['scripts/bundle.mjs', 'bench/scale-part.ts', outfile]);

function start(...args: readonly (string | number)[]): {
  child: ChildProcess;
  figures: Promise<Record<string, number>>;
} {
  const child = spawn(process.execPath, ['--expose-gc', outfile, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: '' },
  });
  const lines = createInterface({ input: child.stdout as NonNullable<typeof child.stdout> });
  return { child, figures: once(lines, 'line').then(([line]) => JSON.parse(line as string)) };
}

/** Processor time per poll in microseconds, and memory per import. */
async function cost(part: string, imports: number, polls: number) {
  const service = start('service', polls);
  const { port } = await service.figures;
  const { figures } = start(part, `http://127.0.0.1:${port}`, imports, polls);
  const { cpuMs = 0, polls: made = 1, perImport = 0 } = await figures;
  service.child.kill();
  return { us: (cpuMs * 1000) / made, kb: perImport / 1024 };
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const row = (cells: readonly (string | number)[]) =>
  say(cells.map((cell) => String(cell).padStart(13)).join(''));

let missed = 0;
say(
  `Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}; ${rounds} interleaved rounds, medians`,
);
say('Processor time per poll in microseconds: what each part adds to the one before');
row(['imports', 'bare', '+ transport', '+ watching', '+ showing', 'ratio', 'KB/import']);
for (const [imports, polls] of sizes) {
  if (process.argv[3] !== undefined && imports !== Number(process.argv[3])) continue;
  const all: { us: number; kb: number }[][] = [];
  for (let round = 0; round < rounds; round++) {
    const each: { us: number; kb: number }[] = [];
    for (const part of parts) each.push(await cost(part, imports, polls));
    all.push(each);
  }
  const us = (index: number) => median(all.map((each) => each[index]?.us ?? 0));
  const ratio = median(all.map(([bare, , watched]) => (watched?.us ?? 0) / (bare?.us ?? 1)));
  const kb = Math.max(...all.map((each) => each[2]?.kb ?? 0));
  const isMet = ratio <= goals.cpu && kb <= goals.perImportKb;
  if (!isMet && imports === 1000) missed += 1;
  row([
    imports,
    us(0).toFixed(0),
    ...[1, 2, 3].map((index) => (us(index) - us(index - 1)).toFixed(0)),
    ratio.toFixed(2),
    kb.toFixed(1),
    isMet ? '' : 'MISSED',
  ]);
}
row(['goal at 1,000', '', '', '', '', `<= ${goals.cpu}`, `<= ${goals.perImportKb}`]);
rmSync(outfile);
process.exitCode = missed ? 1 : 0;
