// Measures what many imports cost the built program: `npm run bench:many -- [rounds] [launcher]`.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { spawn as spawnInTerminal } from '@lydell/node-pty';

const rounds = Number(process.argv[2] ?? 3);
const sizes = [1000, 4000, 10_000] as const;
const goals = { growth: 4.4, perImportKb: 20 };
const say = (line = '') => process.stdout.write(`${line}\n`);

const home = mkdtempSync(join(tmpdir(), 'importwatch-bench-'));
const bin = resolve(process.argv[3] ?? 'bin/importwatch.js');
const figuresFile = join(home, 'figures');

/** Writes the processor time to a file on exit, and with `--expose-gc` the largest heap. */
const hook = join(home, 'hook.cjs');
writeFileSync(
  hook,
  `let most = 0;
   if (globalThis.gc) {
     const look = () => {
       const before = process.cpuUsage();
       gc();
       most = Math.max(most, process.memoryUsage().heapUsed);
       const { user } = process.cpuUsage(before);
       setTimeout(look, 200 + user / 100).unref();
     };
     look();
   }
   process.on('exit', () => {
     const { user, system } = process.cpuUsage();
     const figures = JSON.stringify({ cpuMs: (user + system) / 1000, heap: most });
     require('node:fs').writeFileSync(${JSON.stringify(figuresFile)}, figures);
   });`,
);

async function startService(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['scripts/run-ts.mjs', 'bench/many-service.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout as NonNullable<typeof child.stdout>, 'data')) as [Buffer];
  return { child, url: `http://127.0.0.1:${String(line).trim()}` };
}

const service = await startService();
writeFileSync(
  join(home, '.importwatchrc'),
  `profiles:
  bench:
    provider: http
    baseUrl: ${service.url}
    request: { path: "/imports/{id}" }
    state: { from: status, words: { importing: running, done: succeeded } }
    completed: completed
    total: total
`,
);

interface Figures {
  readonly cpuMs: number;
  readonly heap: number;
}

interface Form {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly inTerminal?: boolean;
}

const wait = ['wait', '-', '--no-history'];
const forms: Readonly<Record<string, Form>> = {
  'status, text': { args: ['status', '-'] },
  'status, JSON': { args: ['status', '-', '--json'] },
  'status, live view': { args: ['status', '-'], inTerminal: true },
  'wait, text': { args: [...wait, '--progress', 'none'] },
  'wait, JSON': { args: [...wait, '--json'] },
  'wait, log': { args: wait },
  'wait, log in CI': { args: [...wait, '--ci', 'azure', '--junit', join(home, 'junit.xml')] },
  'wait, live view': { args: wait, inTerminal: true },
};

let runs = 0;

/** Every run uses ids that the service has not seen before. */
async function cost({ args, inTerminal = false }: Form, imports: number, keepsHeap = false) {
  runs += 1;
  const input = join(home, 'ids');
  writeFileSync(
    input,
    Array.from({ length: imports }, (_, index) => `r${runs}-${index}\n`).join(''),
  );
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, TERM: 'xterm-256color' };
  const words = [...(keepsHeap ? ['--expose-gc'] : []), '--require', hook, bin, ...args];
  let exitCode: number | undefined;
  if (inTerminal) {
    const script = 'input=$1; shift; exec "$@" < "$input"';
    const shell = ['-c', script, 'sh', input, process.execPath, ...words];
    const pty = spawnInTerminal('sh', shell, { cwd: home, env, cols: 120, rows: 40 });
    pty.onData(() => {});
    exitCode = await new Promise((done) => pty.onExit((end) => done(end.exitCode)));
  } else {
    const child = spawn(process.execPath, words, {
      cwd: home,
      env,
      stdio: [openSync(input, 'r'), 'ignore', openSync('/dev/null', 'w')],
    });
    [exitCode] = (await once(child, 'exit')) as [number];
  }
  if (exitCode !== 0) throw new Error(`${args.join(' ')}: exit code ${exitCode}`);
  return JSON.parse(readFileSync(figuresFile, 'utf8')) as Figures;
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const row = (name: string, cells: readonly string[]) =>
  say(name.padEnd(20) + cells.map((cell) => cell.padStart(13)).join(''));

let missed = 0;
say(
  `Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}; ${rounds} rounds, medians; three polls per import in wait, one in status`,
);
row('processor time', [...sizes.map((size) => `${size}`), '4,000/1,000', 'KB/import']);
for (const [name, form] of Object.entries(forms)) {
  const all: number[][] = [];
  for (let round = 0; round < rounds; round++) {
    const one: number[] = [];
    for (const size of sizes) one.push((await cost(form, size)).cpuMs);
    all.push(one);
  }
  const growth = median(all.map(([few = 1, more = 0]) => more / few));
  const least = (await cost(form, sizes[0], true)).heap;
  const most = (await cost(form, sizes[1], true)).heap;
  const perImportKb = (most - least) / (sizes[1] - sizes[0]) / 1024;
  const isMet = growth <= goals.growth && perImportKb <= goals.perImportKb;
  if (!isMet) missed += 1;
  row(name, [
    ...sizes.map(
      (_, column) => `${(median(all.map((one) => one[column] ?? 0)) / 1000).toFixed(2)} s`,
    ),
    growth.toFixed(2),
    perImportKb.toFixed(1),
    isMet ? '' : 'MISSED',
  ]);
}
row('goal', ['', '', '', `<= ${goals.growth}`, `<= ${goals.perImportKb}`]);
service.child.kill();
rmSync(home, { recursive: true, force: true });
process.exitCode = missed ? 1 : 0;
