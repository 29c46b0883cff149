import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyFolder, launcher } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

/** Opens files to the limit of the process once something happens. */
const start = "process.once('newListener', exhaust);";
const connection = "require('node:diagnostics_channel').subscribe('net.client.socket', exhaust);";

/** Reading the version is the first thing that the program does. */
const launch = `const { versions } = process;
Object.defineProperty(process, 'versions', { get: () => (exhaust(), versions) });`;

it.each([
  ['is launched', launch, '127.0.0.1'],
  ['reads its configuration', start, '127.0.0.1'],
  ['connects', connection, '127.0.0.1'],
  ['looks a name up', connection, 'localhost'],
])('too many open files are reported as such when the program %s', async (_when, moment, host) => {
  const service = await simulated('elevate');
  const cwd = emptyFolder();
  const baseUrl = service.url.replace('127.0.0.1', host);
  const shop = { provider: 'elevate', ...service.settings, baseUrl };
  writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles: { shop } }));
  const hook = join(cwd, 'hook.cjs');
  const exhaust = 'try { for (;;) openSync("/dev/null"); } catch {}';
  writeFileSync(
    hook,
    `const { openSync } = require('node:fs');\nfunction exhaust() { ${exhaust} }\n${moment}`,
  );
  const command = 'ulimit -n 64 && exec "$0" --require "$1" "$2" wait shop:1 --max-outage 10ms';
  const { code, stdout, stderr } = await new Promise<{
    code: unknown;
    stdout: string;
    stderr: string;
  }>((resolve) =>
    execFile(
      'sh',
      ['-c', command, process.execPath, hook, launcher],
      { cwd, env: { HOME: cwd } },
      (error, stdout, stderr) => resolve({ code: error?.code, stdout, stderr }),
    ),
  );
  expect(`${stdout}${stderr}`).toMatch(/too many (open files|files are open)/i);
  expect(`${stdout}${stderr}`).toContain('ulimit -n');
  expect(`${stdout}${stderr}`).not.toMatch(/a bug|\n +at /);
  expect(code).toBe(6);
});
