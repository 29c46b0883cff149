import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { delimiter, dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { serve } from '../../src/demo/serve.ts';
import { answering } from '../helpers/answers.ts';
import { blocksOf } from '../helpers/page.ts';
import { emptyFolder, launcher, programFile, run } from '../helpers/program.ts';

const root = resolve(dirname(launcher), '..');
const folder = join(root, 'docs', 'how-to');
const pages = ['gates.md', 'agents.md'].map((name) => ({
  name,
  text: readFileSync(join(folder, name), 'utf8'),
}));

const closers: (() => unknown)[] = [];
afterAll(() => Promise.all(closers.splice(0).map((close) => close())));

/** A mail server that takes everything. */
async function mailServer() {
  const received: string[] = [];
  let isData = false;
  const server = createServer((socket) => {
    socket.write('220 mail\r\n');
    socket.on('data', (chunk) => {
      const text = chunk.toString();
      received.push(text);
      if (isData && !text.includes('\r\n.\r\n')) return;
      if (!isData && text.startsWith('DATA')) {
        isData = true;
        socket.write('354 go\r\n');
        return;
      }
      isData = false;
      socket.write(text.startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => server.close());
  return { received, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A machine as the pages want it. `shop` answers with 4,990 of 5,000 records. */
async function stage() {
  const done = { status: 'done', done: 5000, total: 5000, failed: 10 };
  const { cwd, url } = await answering([{ status: 'running' }, done]);
  const { profiles } = JSON.parse(readFileSync(join(cwd, '.importwatchrc'), 'utf8'));
  const shop = { profiles: { shop: { ...profiles.api, baseUrl: url, interval: '50ms' } } };
  writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify(shop));
  for (const { script, text: code } of pages.flatMap(({ text }) => blocksOf(text))) {
    if (script === undefined) continue;
    writeFileSync(join(cwd, script), code);
    chmodSync(join(cwd, script), 0o755);
  }
  const bin = emptyFolder();
  symlinkSync(programFile, join(bin, 'importwatch'));
  const channel = await serve(() => ({ text: 'ok' }));
  closers.push(() => channel.close());
  const mail = await mailServer();
  const env = {
    PATH: `${bin}${delimiter}${process.env['PATH']}`,
    HOME: emptyFolder(),
    IMPORT_ID: '42',
    SLACK_WEBHOOK_URL: channel.url,
    TEAMS_WEBHOOK_URL: channel.url,
    MAIL_FROM: 'importwatch@example.com',
    MAIL_TO: 'team@example.com',
    SMTP_URL: mail.url,
  };
  return { cwd, env, channel, mail };
}

function play(code: string, { cwd, env }: { cwd: string; env: Record<string, string> }) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile('/bin/sh', ['-ec', code], { cwd, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

const examples = pages.flatMap(({ name, text }) =>
  blocksOf(text)
    .filter(({ language, script }) => language === 'sh' && script === undefined)
    .map(({ text: code }) => ({ name, code, first: code.split('\n', 1)[0] })),
);

describe.concurrent('a how-to page', () => {
  it.each(examples)('can be followed: $name, $first', async ({ code }) => {
    const place = await stage();
    const played = await play(code, place);
    expect(played.stderr).not.toMatch(/^importwatch:/m);
    expect(played.stdout).not.toBe('');
    // Of a status, which asks once: the import has just begun.
    expect(played.code).toBe(code.includes('--exit-code') ? 8 : 0);
    if (/slack|teams/.test(code)) {
      const [posted] = place.channel.requests.map(({ body }) => JSON.parse(body));
      expect(JSON.stringify(posted)).toContain('Import 42: succeeded');
    }
    if (code.includes('mail')) {
      expect(place.mail.received.join('')).toContain('Subject: Import 42: succeeded');
    }
  });

  it('has YAML that can be read', () => {
    for (const { language, text: code } of pages.flatMap(({ text }) => blocksOf(text))) {
      if (language === 'yaml') expect(Array.isArray(parse(code))).toBe(true);
    }
  });

  it('uses options that exist', async () => {
    const helps = await Promise.all(
      ['wait', 'status', 'history'].map((command) => run([command, '--help'])),
    );
    const there = new Set(helps.flatMap(({ stdout }) => stdout.match(/--[a-z][a-z-]+/g)));
    const prose = pages.map(({ text }) => text.replace(/^```[\s\S]*?^```$/gm, '')).join('\n');
    const code = pages
      .flatMap(({ text }) => blocksOf(text))
      .flatMap(({ text: code }) => code.match(/(?<=importwatch .*)--[a-z][a-z-]+/g) ?? []);
    const named = [...(prose.match(/--[a-z][a-z-]+/g) ?? []), ...code];
    expect([...new Set(named)].filter((option) => !there.has(option))).toEqual([]);
  });
});
