import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Received } from '../../src/demo/serve.ts';
import { emptyFolder, run } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

/** Prints another key each time: example-key-1, example-key-2 … */
const counting = 'echo >> count; echo "example-key-$(wc -l < count | tr -d " ")"';

const keyOf = ({ headers }: Received) => headers['api-key'];
const running = { status: 200, body: { status: 'IN_PROGRESS' } };
const done = { status: 200, body: { status: 'SUCCESS' } };
const refusingPage = { status: 401, text: '<html><title>Unauthorized</title></html>' };
const refusing = { status: 401, body: { message: 'Unauthorized' } };

/** A profile of Elevate whose key is elsewhere, in a folder of its own. */
function configured(url: string, apiKey: Readonly<Record<string, string>>) {
  const cwd = emptyFolder();
  const profile = { provider: 'elevate', baseUrl: url, apiKey };
  writeFileSync(join(cwd, 'c.json'), JSON.stringify({ profiles: { shop: profile } }));
  return { cwd, flags: ['--config', 'c.json'] };
}

describe.concurrent('a secret that the service refuses', () => {
  it('is read again from its command in the middle of a wait, which continues', async () => {
    const keys: unknown[] = [];
    const service = await simulated('elevate', {
      intercept(request) {
        keys.push(keyOf(request));
        const good = keys.length < 4 ? 'example-key-1' : 'example-key-2';
        if (keyOf(request) !== good) return refusing;
        return keys.length < 6 ? running : done;
      },
    });
    const { cwd, flags } = configured(service.url, { command: counting });
    const args = ['wait', ...flags, '--interval', '50ms', '-v', `shop:${service.id}`];
    const { code, stdout, stderr } = await run(args, { cwd });
    expect(code).toBe(0);
    expect(keys.slice(0, 5)).toEqual([...Array(4).fill('example-key-1'), 'example-key-2']);
    expect(`${stdout}${stderr}`).not.toContain('example-key');
  });

  it('is read again if the refusal is a page', async () => {
    const service = await simulated('elevate', {
      intercept(request) {
        if (service.requests.length < 3) return running;
        return keyOf(request) === 'example-key-1' ? refusingPage : done;
      },
    });
    const { cwd, flags } = configured(service.url, { command: counting });
    const args = ['wait', ...flags, '--interval', '50ms', `shop:${service.id}`];
    expect((await run(args, { cwd })).code).toBe(0);
    expect(keyOf(service.requests.at(-1) as Received)).toBe('example-key-2');
  });

  it('is read again from its file', async () => {
    const service = await simulated('elevate', {
      intercept(request) {
        if (service.requests.length < 4) return running;
        writeFileSync(join(cwd, 'key'), 'example-new\n');
        return keyOf(request) === 'example-new' ? done : refusing;
      },
    });
    const { cwd, flags } = configured(service.url, { file: 'key' });
    writeFileSync(join(cwd, 'key'), 'example-old\n');
    const args = ['wait', ...flags, '--interval', '50ms', `shop:${service.id}`];
    expect((await run(args, { cwd })).code).toBe(0);
    expect(keyOf(service.requests.at(-1) as Received)).toBe('example-new');
  });

  it.each([
    ['status', 0],
    ['wait', 4],
  ])('is read again once at the first poll of %s', async (command, code) => {
    const good = command === 'status' ? 'example-key-2' : 'example-key-3';
    const service = await simulated('elevate', {
      intercept: (request) => (keyOf(request) === good ? done : refusing),
    });
    const { cwd, flags } = configured(service.url, { command: counting });
    const ended = await run([command, ...flags, `shop:${service.id}`], { cwd });
    expect(ended.code).toBe(code);
    expect(service.requests).toHaveLength(2);
  });

  it('stays refused if it is the same when read again', async () => {
    const service = await simulated('elevate', { intercept: () => refusing });
    const { cwd, flags } = configured(service.url, { command: 'echo example-key' });
    const { code } = await run(['wait', ...flags, `shop:${service.id}`], { cwd });
    expect(code).toBe(4);
    expect(service.requests).toHaveLength(1);
  });

  it('is read again by check', async () => {
    const service = await simulated('elevate', {
      intercept: (request) => (keyOf(request) === 'example-key-2' ? done : refusing),
    });
    const { cwd, flags } = configured(service.url, { command: counting });
    expect((await run(['check', ...flags], { cwd })).code).toBe(0);
  });

  it('is read again for a preset', async () => {
    const service = await simulated('elevate', {
      intercept: ({ headers }) =>
        headers.authorization === 'Bearer example-key-2'
          ? { status: 200, body: { status: 'done' } }
          : { status: 200, body: { status: 'no', error: 'denied' } },
    });
    const cwd = emptyFolder();
    const own = {
      provider: 'http',
      baseUrl: service.url,
      secrets: { key: { command: counting } },
      request: { path: '/jobs/{id}', headers: { authorization: 'Bearer {key}' } },
      state: { from: 'status', words: { done: 'succeeded' } },
      error: { when: 'error', code: 'error', words: { denied: 'refused' } },
    };
    writeFileSync(join(cwd, 'c.json'), JSON.stringify({ profiles: { own } }));
    expect((await run(['wait', '--config', 'c.json', 'own:1'], { cwd })).code).toBe(0);
  });
});
