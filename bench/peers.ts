// Compares the cost of one poll with similar tools: `npm run bench:peers -- [rounds]`. Skips a tool
// that isn't installed, and installs wait-on into a temporary folder. All of them poll a service on
// loopback, except gh and sf, which only work with their own service and so print their version.
import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { startStatusService } from './status-service.ts';

const rounds = Number(process.argv[2] ?? 15);
const goal = 1.7;
const say = (line = '') => process.stdout.write(`${line}\n`);

const { service, url, home } = await startStatusService();
const path = '/api/v2/import/status/1';

writeFileSync(
  join(home, 'bare.cjs'),
  `require('node:http').get('${url}${path}', (response) => {
     let text = '';
     response.on('data', (chunk) => (text += chunk));
     response.on('end', () => { process.stdout.write(JSON.parse(text).status); process.exit(0); });
   });`,
);
const env = { PATH: process.env['PATH'] ?? '', HOME: home };

function isInstalled(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`], { env }).status === 0;
}

/** The path of wait-on, or `undefined` if the registry can't be reached. */
function installWaitOn(): string | undefined {
  const words = ['install', '--prefix', home, '--no-audit', '--no-fund', '--silent', 'wait-on@9'];
  try {
    execFileSync('sh', ['-c', `npm ${words.join(' ')}`], { stdio: 'ignore', timeout: 120_000 });
    return join(home, 'node_modules/wait-on/bin/wait-on');
  } catch {
    return undefined;
  }
}

const waitOn = installWaitOn();
const node = process.execPath;
const curl = `curl -sf ${url}${path} | grep -q IN_PROGRESS`;
const commands: Readonly<Record<string, readonly string[] | undefined>> = {
  'bare Node request': [node, 'bare.cjs'],
  'importwatch status': [node, resolve('bin/importwatch.js'), 'status', '1'],
  'curl and grep, once': isInstalled('curl') ? ['sh', '-c', curl] : undefined,
  'kubectl get --raw': isInstalled('kubectl')
    ? ['kubectl', 'get', '--raw', path, `--server=${url}`]
    : undefined,
  'wait-on':
    waitOn === undefined ? undefined : [node, waitOn, `${url.replace('http', 'http-get')}${path}`],
  'gh --version': isInstalled('gh') ? ['gh', '--version'] : undefined,
  'sf --version': isInstalled('sf') ? ['sf', '--version'] : undefined,
};

function msOf([file = '', ...args]: readonly string[]): number {
  const before = process.hrtime.bigint();
  const { status, stderr } = spawnSync(file, args, { cwd: home, env });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')}: ${stderr}`);
  return Number(process.hrtime.bigint() - before) / 1e6;
}

const found = Object.entries(commands).flatMap(([name, command]) => {
  if (command === undefined) say(`${name}: not installed`);
  return command === undefined ? [] : [{ name, command, times: [] as number[] }];
});
for (const { command } of found) msOf(command);
for (let round = 0; round < rounds; round++) {
  for (const { command, times } of found) times.push(msOf(command));
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const [bare, ours] = found;
say(
  `Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}; ${rounds} interleaved rounds, medians`,
);
for (const { name, times } of found) {
  const ratio = median(times.map((ms, round) => ms / (bare?.times[round] ?? 1)));
  say(
    `${name.padEnd(36)}${median(times).toFixed(0).padStart(6)} ms${ratio.toFixed(2).padStart(8)}`,
  );
}
const ratio = median((ours?.times ?? []).map((ms, round) => ms / (bare?.times[round] ?? 1)));
say(`goal: importwatch at most ${goal} times the bare request${ratio > goal ? '  MISSED' : ''}`);
await service.terminate();
rmSync(home, { recursive: true, force: true });
process.exitCode = ratio > goal ? 1 : 0;
