import { execFile } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { emptyFolder, programFile, run } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

const page = readFileSync(
  new URL('../../docs/how-to/record-and-replay.md', import.meta.url),
  'utf8',
);
const scripts = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, text = '']) => text);

/** A folder with the profile of the page, and the program by its name. */
async function stage() {
  const shop = await simulated('elevate');
  const [cwd, bin] = [emptyFolder(), emptyFolder()];
  const profiles = { shop: { provider: 'elevate', ...shop.settings } };
  writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles }));
  symlinkSync(programFile, join(bin, 'importwatch'));
  const PATH = `${bin}${delimiter}${process.env['PATH']}`;
  return { cwd, env: { PATH, HOME: emptyFolder(), IMPORTWATCH_INTERVAL: '50ms' } };
}

describe('docs/how-to/record-and-replay.md', () => {
  it.concurrent.each(scripts.map((text) => ({ text })))(
    'can be followed: $text',
    async ({ text }) => {
      const { stdout, stderr } = await promisify(execFile)('/bin/sh', ['-ec', text], await stage());
      expect(stdout).not.toBe('');
      expect(stderr).not.toMatch(/^error:|incomplete|Nothing is recorded/m);
    },
  );

  it('uses no option that does not exist', async () => {
    const helps = await Promise.all(['wait', 'check', 'demo'].map((name) => run([name, '--help'])));
    const there = new Set(helps.flatMap(({ stdout }) => stdout.match(/--[a-z][a-z-]+/g)));
    const named = page.match(/--[a-z][a-z-]+/g) ?? [];
    expect(named.filter((option) => !there.has(option))).toEqual([]);
  });

  it('says correctly what a recording removes', async () => {
    const { cwd, env } = await stage();
    await run(['wait', 'shop:5537431447739019570', '--record', 'rec'], { cwd, env });
    const index = JSON.parse(readFileSync(join(cwd, 'rec/recording.json'), 'utf8'));
    expect(index.profiles.shop.apiKey).toBe('example-secret');
    expect(index.targets[0].id).toMatch(/^10+1$/);
  });
});
