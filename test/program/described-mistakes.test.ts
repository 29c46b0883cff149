import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Reply, type Served, serve } from '../../src/demo/serve.ts';
import { emptyFolder, run } from '../helpers/program.ts';

const open: Served[] = [];
afterAll(() => Promise.all(open.splice(0).map((served) => served.close())));

const usual = {
  provider: 'http',
  request: { path: '/import/{id}' },
  state: { from: 'status', words: { running: 'running', done: 'succeeded' } },
};

/** The program with a profile `svc`, at a service that always answers the same. */
async function answered(reply: Reply, args: readonly string[], profile: object = usual) {
  const service = await serve(() => reply);
  open.push(service);
  const cwd = emptyFolder();
  const svc = { baseUrl: `${service.url}/v1`, secrets: { key: 'example-key' }, ...profile };
  writeFileSync(join(cwd, 'c.json'), JSON.stringify({ profiles: { svc } }));
  const [command = '', ...words] = args;
  return run([command, '--config', 'c.json', ...words], { cwd });
}

describe.concurrent('an error of a described API', () => {
  it.each([
    [401, 4],
    [403, 4],
    [400, 6],
  ])('has the words of the service, in an unusual key too: HTTP %i', async (status, expected) => {
    const reply = { status, body: { answer: { why: 'bad token example-key' } } };
    const { code, stderr } = await answered(reply, ['wait', 'svc:1']);
    const words = '{"answer":{"why":"bad token ***"}}';
    expect(stderr).toContain(`(HTTP ${status}): ${words}.`);
    expect(code).toBe(expected);
    const { lines } = await answered(reply, ['wait', 'svc:1', '--json']);
    expect(lines).toContainEqual(
      expect.objectContaining({
        type: 'result',
        error: expect.objectContaining({ message: expect.stringContaining(words) }),
      }),
    );
  });

  it('names the path that the service does not have, and where it comes from', async () => {
    const { code, stderr } = await answered({ status: 404 }, ['wait', 'svc:1']);
    expect(stderr).toContain('(HTTP 404 for GET /v1/import/1)');
    expect(stderr).toContain('Check the id, and baseUrl and request.path in the profile.');
    expect(code).toBe(5);
  });

  it('names the path of a rest-job, too', async () => {
    const profile = { provider: 'rest-job', path: 'imports', secrets: undefined };
    const { code, stderr } = await answered({ status: 404 }, ['wait', 'svc:1'], profile);
    expect(stderr).toContain('(HTTP 404 for GET /v1/imports/1)');
    expect(code).toBe(5);
  });

  it('does not name the path of a service whose path is fixed', async () => {
    const profile = { provider: 'meilisearch', apiKey: 'example-key', secrets: undefined };
    const { stderr } = await answered({ status: 404 }, ['wait', 'svc:1'], profile);
    expect(stderr).toContain('(HTTP 404) and sent an empty body.');
  });
});

describe.concurrent('a description without {id}', () => {
  const profile = { ...usual, request: { path: '/import/latest' } };

  it('shows the command without the id, with the name of the profile', async () => {
    const { code, stderr } = await answered({ body: {} }, ['wait', 'svc:1'], profile);
    expect(stderr).toContain('or omit the id: importwatch wait svc:\n');
    expect(code).toBe(2);
  });
});

describe.concurrent('an answer that a preset for many services cannot read', () => {
  const profile = { provider: 'rest-job', secrets: undefined };
  const advice = 'describe it with provider: http (docs/any-api.md)';

  it.each([
    ['may be described if it is JSON', { body: { hello: 1 } }, true],
    ['comes from another server if it is a page', { text: '<html><title>Sign in' }, false],
    ['is damaged if it is cut off', { text: '{"status":"run' }, false],
    ['comes from another server if it is empty', { text: '' }, false],
  ])('%s', async (_about, reply, isDescribable) => {
    const { stderr } = await answered(reply, ['wait', 'svc:1', '--max-outage', '0s'], profile);
    expect(stderr.includes(advice)).toBe(isDescribable);
    expect(stderr).toMatch(/baseUrl/);
  });
});

describe.concurrent('an unknown status', () => {
  const reply = { body: { status: 'chewing' } };
  const once = ['wait', 'svc:1', '--timeout', '0s'];

  it('of a preset for many services names the preset', async () => {
    const profile = { provider: 'rest-job', secrets: undefined };
    const { stderr } = await answered(reply, once, profile);
    expect(stderr).toContain(
      'Unknown status "chewing" (not in the rest-job preset). To give this status a meaning, describe the API yourself (docs/any-api.md).',
    );
  });

  it('of one service names the service', async () => {
    const profile = { provider: 'github-migration', accessToken: 'example-key' };
    const body = { data: { node: { id: '1', state: 'CHEWING' } } };
    const { stderr } = await answered({ body }, once, { ...profile, secrets: undefined });
    expect(stderr).toContain('Unknown status "CHEWING" (not in GitHub\'s documentation)');
  });

  it('of a description names its key', async () => {
    const { stderr } = await answered(reply, once);
    expect(stderr).toContain('Unknown status "chewing".');
    expect(stderr).toContain('add it to state.words');
  });
});

describe.concurrent('check with an import', () => {
  const counted = { ...usual, completed: 'progess.done', total: 'progress.rows' };
  const body = { status: 'running', progress: { done: 3, rows: 0 } };

  it('names each expression that found nothing, and passes', async () => {
    const profile = { ...counted, name: 'file', also: { request: { path: '/b' }, name: 'title' } };
    const { code, stdout } = await answered({ body }, ['check', 'svc:1'], profile);
    expect(stdout).toMatch(
      /! import +\d+ ms +running\. The "completed" setting found no count \(expression "progess\.done"\), the "name" setting found no text \(expression "file"\), the "also\.name" setting found no text \(expression "title"\)\n/,
    );
    expect(stdout).not.toContain('progress.rows');
    expect(stdout).toContain('svc is ready');
    expect(code).toBe(0);
  });

  it('says the same to programs', async () => {
    const { stdout } = await answered({ body }, ['check', 'svc:1', '--json'], counted);
    const { steps } = JSON.parse(stdout).profiles[0];
    expect(steps.at(-1)).toMatchObject({
      step: 'import',
      state: 'doubtful',
      note: 'running. The "completed" setting found no count (expression "progess.done")',
    });
  });

  it('does not doubt a missing message, which many services send only after an error', async () => {
    const profile = { ...usual, message: 'error.text' };
    const { stdout } = await answered({ body }, ['check', 'svc:1'], profile);
    expect(stdout).toMatch(
      /✔ import +running\. The "message" setting found no text \(expression "error\.text"\)/,
    );
  });

  it('blames no preset, which looks in many places', async () => {
    const profile = { provider: 'rest-job', secrets: undefined };
    const { stdout } = await answered({ body }, ['check', 'svc:1'], profile);
    expect(stdout).toMatch(/✔ import +running, 3 done\n/);
  });

  it('shows nothing of it in a stream', async () => {
    const { lines } = await answered({ body }, ['status', 'svc:1', '--json'], counted);
    expect(JSON.stringify(lines)).not.toContain('unread');
  });
});
