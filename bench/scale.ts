import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const say = (line = '') => process.stdout.write(`${line}\n`);
const goals = { cpu: 4, perImportKb: 20 };
/** The number of imports, and of polls for each. */
const sizes = [
  [100, 100],
  [1000, 10],
  [10_000, 3],
] as const;

function start(...args: readonly (string | number)[]): {
  child: ChildProcess;
  figures: Promise<Record<string, number>>;
} {
  const child = spawn(
    process.execPath,
    ['--expose-gc', 'scripts/run-ts.mjs', 'bench/scale-part.ts', ...args.map(String)],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_EXTRA_CA_CERTS: '' } },
  );
  const lines = createInterface({ input: child.stdout as NonNullable<typeof child.stdout> });
  return { child, figures: once(lines, 'line').then(([line]) => JSON.parse(line as string)) };
}

let missed = 0;
const row = (cells: readonly (string | number)[]) =>
  cells.map((cell) => String(cell).padStart(14)).join('');
say(row(['imports', 'polls', 'us per poll', 'bare, us', 'ratio', 'KB per import']));
for (const [imports, polls] of sizes) {
  const ratios: number[] = [];
  const ours: number[] = [];
  const theirs: number[] = [];
  let perImportKb = 0;
  for (let round = 0; round < 3; round++) {
    const perPoll = async (part: string) => {
      const service = start('service', polls);
      const { port } = await service.figures;
      const { figures } = start(part, `http://127.0.0.1:${port}`, imports, polls);
      const { cpuMs = 0, polls: made = 1, perImport = 0 } = await figures;
      service.child.kill();
      if (part === 'importwatch') perImportKb = Math.max(perImportKb, perImport / 1024);
      return (cpuMs * 1000) / made;
    };
    ours.push(await perPoll('importwatch'));
    theirs.push(await perPoll('bare'));
    ratios.push((ours.at(-1) ?? 0) / (theirs.at(-1) ?? 1));
  }
  const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[1] ?? 0;
  const ratio = median(ratios);
  if (ratio > goals.cpu || perImportKb > goals.perImportKb) missed += 1;
  say(
    row([
      imports,
      imports * polls,
      median(ours).toFixed(0),
      median(theirs).toFixed(0),
      ratio.toFixed(2),
      perImportKb.toFixed(1),
    ]),
  );
}
say(row(['goal', '', '', '', `<= ${goals.cpu}`, `<= ${goals.perImportKb}`]));
process.exitCode = missed ? 1 : 0;
