// Runs importwatch with a profile of examples/servers, and acts while the import is running.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const program = new URL('../../bin/importwatch.js', import.meta.url).pathname;
const examples = new URL('../../examples/servers/', import.meta.url).pathname;

/**
 * How a command of importwatch ended. Calls `act` once, after the first poll of the running import.
 * Keeps both output streams for the report of a failed case.
 */
export async function watching(name, words, env, act) {
  const args = [program, ...words.slice(0, 1), '--config', `${examples}${name}.yaml`, ...common];
  const child = spawn(process.execPath, [...args, ...words.slice(1)], {
    env: { ...process.env, ...env, CI: '', XDG_STATE_HOME: env.folder, XDG_CACHE_HOME: env.folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  let output = '';
  let acted;
  child.stderr.on('data', (data) => {
    output += data;
  });
  for await (const line of createInterface(child.stdout)) {
    output += `${line}\n`;
    if (line.includes('"type":"progress"')) acted ??= act?.();
  }
  const code = await ended;
  await acted;
  return { code, output, acted: act === undefined || acted !== undefined };
}

const common = ['--json', '--interval', '300ms', '--timeout', '45s', '--no-history'];
