// Runs the profiles of examples/servers against the real servers: npm run test:servers [-- name …]
// Skips a server that isn't installed. Servers from npm must be installed in the folder
// SERVER_PACKAGES: npm install --prefix <folder> <packages>.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watching } from './servers/watching.mjs';

const names = ['rclone', 'aria2', 'transmission', 'qbittorrent', 'bullmq', 'vendure'];
const chosen = process.argv.length > 2 ? process.argv.slice(2) : names;
const say = (line) => process.stdout.write(`${line}\n`);

for (const name of chosen) {
  if (!names.includes(name))
    throw new Error(`Unknown server ${name}. Servers: ${names.join(', ')}.`);
  const { missing, begin } = await import(`./servers/${name}.mjs`);
  const lack = missing();
  if (lack === undefined) await testServer(name, begin);
  else say(`${name}  skipped, not installed: ${lack}`);
}

async function testServer(name, begin) {
  const folder = mkdtempSync(join(tmpdir(), `importwatch-${name}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const server = await begin(folder);
    for (const [title, test] of Object.entries(server.cases)) {
      await testCase(name, title, test, { ...server.env, folder });
    }
    await server.stop();
  } catch (error) {
    process.exitCode = 1;
    say(`${name}  ${error.message}`);
  }
}

async function testCase(name, title, { code, start, act, command, env }, serverEnv) {
  const id = await start?.();
  const words = command ? ['run', name, '--', ...command()] : ['wait', `${name}:${id}`];
  const acting = act && (() => act(id));
  const seen = await watching(name, words, { ...serverEnv, ...env }, acting);
  const good = seen.code === code && seen.acted;
  if (!good) process.exitCode = 1;
  say(`${name}  ${title}  exit code ${seen.code}${good ? '' : `, not ${code}\n${seen.output}`}`);
}
