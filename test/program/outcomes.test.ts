import { describe, expect, it } from 'vitest';
import { run } from '../helpers/program.ts';
import { inTurn, simulated } from '../helpers/simulated.ts';

const services = {
  elevate: {
    failure: 'Stopped by harmful import protection.',
    wrong: { IMPORTWATCH_API_KEY: 'wrong-key' },
    refusal: 'Api-Key could not be validated.',
    rejection: 'The request is rejected.',
  },
  'oracle-commerce': {
    failure: 'Import failed: A record could not be read.',
    wrong: { IMPORTWATCH_APPLICATION_KEY: 'wrong-key' },
    refusal: 'The application key is not valid.',
    rejection: 'The request is rejected.',
  },
  rocketchat: {
    failure: 'failed',
    wrong: { IMPORTWATCH_AUTH_TOKEN: 'wrong-key' },
    refusal: 'You must be logged in to do this.',
    rejection: 'no longer exists there',
  },
} as const;

const page = { headers: { 'content-type': 'text/html' }, text: '<title>Maintenance</title>' };
const unavailable = { status: 503, body: { message: 'The service is being maintained.' } };

describe.concurrent.each(Object.keys(services) as (keyof typeof services)[])('%s', (provider) => {
  const { failure, wrong, refusal, rejection } = services[provider];

  it('ends with 0 when the import has succeeded', async () => {
    const service = await simulated(provider, { steps: 12 });
    const { code, lines } = await service.run(['wait', '--json']);
    expect(code).toBe(0);
    expect(lines.at(-2)).toMatchObject({
      type: 'result',
      target: { provider, profile: provider },
      outcome: 'succeeded',
      exitCode: 0,
      snapshot: { state: 'succeeded' },
    });
    expect(lines.filter(({ type }) => type === 'progress').length).toBeGreaterThanOrEqual(3);
  });

  it('ends with 1 and says why when the import has failed', async () => {
    const service = await simulated(provider, { outcome: 'failure' });
    const { code, stdout, stderr } = await service.run(['wait']);
    expect(stdout).toMatch(/^✖ .* failed .*\n$/);
    expect(stdout).toContain(failure);
    expect(stderr).toContain('running');
    expect(code).toBe(1);
  });

  it('ends with 3 when the import was aborted', async () => {
    const service = await simulated(provider, { outcome: 'aborted' });
    const { code, lines } = await service.run(['wait', '--json']);
    expect(lines.at(-2)).toMatchObject({ outcome: 'aborted', snapshot: { state: 'aborted' } });
    expect(code).toBe(3);
  });

  it('ends with 4 immediately when the login is refused', async () => {
    const service = await simulated(provider);
    const { code, stdout, stderr } = await service.run(['wait'], { env: wrong });
    expect(stdout).toContain('access refused');
    expect(stderr).toContain(refusal);
    expect(service.requests).toHaveLength(1);
    expect(code).toBe(4);
  });

  it('ends with 5 when the service does not know the import', async () => {
    const service = await simulated(provider);
    const { code, stdout } = await service.run(['wait'], { target: 'of-nothing' });
    expect(stdout).toContain('not found');
    expect(code).toBe(5);
  });

  it('ends with 6 when the service rejects a request', async () => {
    const service = await simulated(provider, { outcome: 'error' });
    const { code, stdout, stderr } = await service.run(['wait']);
    expect(stdout).toContain('outcome unknown (request rejected, HTTP 400)');
    expect(stderr).toContain(rejection);
    expect(code).toBe(6);
  });

  it('is waited for while it is away', async () => {
    const intercept = inTurn(undefined, unavailable, undefined, 'reset', undefined, page);
    const service = await simulated(provider, { steps: 12, intercept });
    const { code, lines } = await service.run(['wait', '--json']);
    const errors = lines.filter(({ type }) => type === 'retry').map(({ error }) => error);
    expect(errors).toMatchObject([
      { code: 'busy', status: 503, message: /being maintained/ },
      { code: 'unreachable' },
      { code: 'bad-answer', status: 200, message: /Maintenance/ },
    ]);
    expect(code).toBe(0);
  });
});

describe.concurrent('an import of Rocket.Chat', () => {
  const neverRan = { body: { operation: null, success: true } };

  it('is not found on a server that never ran one', async () => {
    const service = await simulated('rocketchat', { intercept: () => neverRan });
    const { code, stderr } = await service.run(['wait']);
    expect(stderr).toContain('no import has ever run');
    expect(code).toBe(5);
  });

  it('is waited for with --new on a server that never ran one', async () => {
    const service = await simulated('rocketchat', { intercept: inTurn(neverRan, neverRan) });
    const { code, lines } = await service.run(['wait', '--new', '--json']);
    expect(lines[1]).toMatchObject({ type: 'warning', code: 'none-yet' });
    expect(code).toBe(0);
  });

  it('is the next one with --new, not one that had ended before', async () => {
    const progress = () => Math.max(0, service.requests.length - 2) / 6;
    const service = await simulated('rocketchat', { previous: true, progress, outcome: 'failure' });
    const { code, lines } = await service.run(['wait', '--new', '--json']);
    expect(lines[1]).toMatchObject({ type: 'warning', code: 'already-ended' });
    expect(code).toBe(1);
  });

  it('ends with 9 when it waits for a person', async () => {
    const service = await simulated('rocketchat', { selection: true, progress: () => 0.3 });
    const { code, stdout, stderr } = await service.run(['wait']);
    expect(stdout).toContain('choose what to import');
    expect(stderr).toContain(`Continue the import at ${service.url}`);
    expect(code).toBe(9);
  });

  it('keeps waiting with --on-action-required wait', async () => {
    const service = await simulated('rocketchat', { selection: true, steps: 12 });
    const { code, lines } = await service.run(['wait', '--on-action-required', 'wait', '--json']);
    const states = lines.map(({ snapshot }) => snapshot?.['state']);
    expect(states).toContain('action-required');
    expect(code).toBe(0);
  });

  it('ends with 10 when records failed, and only with --fail-on-partial', async () => {
    const count = { total: 12_000, completed: 12_000, error: 3 };
    const operation = { _id: 'kR3nTq9pXw2LsYb6H', status: 'importer_done', valid: true, count };
    const intercept = () => ({ body: { operation, success: true } });
    const service = await simulated('rocketchat', { intercept });
    const strict = await service.run(['wait', '--fail-on-partial']);
    expect(strict.stdout).toContain('3 failed');
    expect(strict.code).toBe(10);
    expect((await service.run(['wait'])).code).toBe(0);
  });
});

it('keeps an access token of Oracle Commerce alive', async () => {
  const service = await simulated('oracle-commerce', { steps: 12 });
  const { IMPORTWATCH_APPLICATION_KEY: key = '', ...env } = service.env;
  const login = await fetch(new URL('/ccadmin/v1/login', service.settings['baseUrl']), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token } = (await login.json()) as { access_token: string };
  const { code } = await run(['wait', '-i', '50ms', ...service.flags, service.id ?? ''], {
    env: { ...env, IMPORTWATCH_ACCESS_TOKEN: access_token },
  });
  expect(code).toBe(0);
  expect(service.requests.map(({ path }) => path)).toContain('/ccadmin/v1/refresh');
});
