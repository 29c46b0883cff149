import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startStatusService } from './status-service.ts';

const pairs = Number(process.argv[2] ?? 31);
/** Also measures the single-file binary: npm run bench:start-up -- 31 <file> */
const binary = process.argv[3] && resolve(process.argv[3]);
const goals = { time: 1.7, memory: 1.35, help: 1.15 };
const say = (line = '') => process.stdout.write(`${line}\n`);

const { service, url, home } = await startStatusService();

const memoryFile = join(home, 'memory');
const hook = join(home, 'hook.cjs');
writeFileSync(
  hook,
  `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(memoryFile)}, String(process.resourceUsage().maxRSS)));`,
);
const bare = join(home, 'bare.cjs');
writeFileSync(
  bare,
  `require('node:http').get('${url}', { headers: { 'api-key': 'example-key' } }, (response) => {
     let text = '';
     response.on('data', (chunk) => (text += chunk));
     response.on('end', () => { process.stdout.write(JSON.parse(text).status); process.exit(0); });
   });`,
);
const bin = resolve('bin', 'importwatch.js');

interface Cost {
  readonly ms: number;
  readonly kb: number;
}

function msOf(args: readonly string[], file = process.execPath): number {
  const env = { PATH: process.env['PATH'], HOME: home };
  const before = process.hrtime.bigint();
  const { status, stderr } = spawnSync(file, args, { cwd: home, env });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return Number(process.hrtime.bigint() - before) / 1e6;
}

function cost(args: readonly string[]): Cost {
  const ms = msOf(args);
  msOf(['--require', hook, ...args]);
  return { ms, kb: Number(readFileSync(memoryFile, 'utf8')) };
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function compare(args: readonly string[], against: readonly string[]) {
  cost(args);
  const both = Array.from({ length: pairs }, () => [cost(args), cost(against)] as const);
  return {
    time: median(both.map(([a, b]) => a.ms / b.ms)),
    overMs: median(both.map(([a, b]) => a.ms - b.ms * goals.help)),
    memory: median(both.map(([a, b]) => a.kb / b.kb)),
  };
}

let missed = 0;
function report(name: string, ratio: string, goal: string, met: boolean): void {
  if (!met) missed += 1;
  say([name.padEnd(44), ratio.padStart(8), `  goal ${goal}`, met ? '' : '  MISSED'].join(''));
}

say(`Node ${process.version}, ${pairs} pairs, medians of the ratios`);
const status = compare([bin, 'status', '1'], [bare]);
report(
  'status over a bare GET: time',
  status.time.toFixed(2),
  `<= ${goals.time}`,
  status.time <= goals.time,
);
report(
  'status over a bare GET: peak memory',
  status.memory.toFixed(2),
  `<= ${goals.memory}`,
  status.memory <= goals.memory,
);
for (const flag of ['--version', '--help']) {
  const { time, overMs } = compare([bin, flag], ['-e', '0']);
  report(
    `${flag} over node -e 0: time`,
    time.toFixed(2),
    `<= ${goals.help} and 15 ms`,
    overMs <= 15,
  );
}
if (binary) {
  const both = Array.from(
    { length: pairs },
    () => [msOf(['status', '1'], binary), msOf([bin, 'status', '1'])] as const,
  );
  const [file, installed] = [0, 1].map((side) => Math.min(...both.map((pair) => pair[side] ?? 0)));
  say(
    `status with the binary: ${median(both.map(([a, b]) => a / b)).toFixed(2)} of the time of the package`,
  );
  say(`fastest: ${file?.toFixed()} ms, package ${installed?.toFixed()} ms`);
}
await service.terminate();
process.exitCode = missed ? 1 : 0;
