// Starts and stops servers on free loopback ports.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

const running = new Set();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

/** Whether a program is in the PATH. */
export function hasProgram(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a server and waits until it answers at `url`. `stop` waits until it has ended. */
export async function startServer(command, { url, ...options }) {
  const [file, ...args] = command;
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      output = `${output}${data}`.slice(-4000);
    });
  }
  const ended = new Promise((resolve) => child.on('close', resolve));
  child.on('error', () => {});
  await answers(url, child, () => output);
  return {
    async stop() {
      child.kill();
      await ended;
      running.delete(child);
    },
  };
}

async function answers(url, child, output) {
  for (const endAt = Date.now() + 60_000; Date.now() < endAt; ) {
    if (child.exitCode !== null) break;
    if (await isUp(url)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No server answers at ${url}.\n${output()}`);
}

async function isUp(url) {
  try {
    await fetch(url);
    return true;
  } catch (error) {
    // Redis doesn't speak HTTP, but it's listening.
    return error.cause?.code === 'HPE_INVALID_CONSTANT' || error.cause?.code === 'UND_ERR_SOCKET';
  }
}
