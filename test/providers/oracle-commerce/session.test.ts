import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import type { Answer, ApiClient } from '../../../src/core/provider/api-request.ts';
import type { Settings } from '../../../src/core/provider/field.ts';
import type { Json } from '../../../src/core/text/json.ts';
import { withAccessToken } from '../../../src/providers/oracle-commerce/session.ts';
import { noon } from '../../helpers/clock.ts';

const question = { path: '/asset' };
const never = new AbortController().signal;
const withKey = { applicationKey: 'example-key' };
const withToken = { accessToken: 'given' };

const unauthorized = () => new ImportwatchError('refused', 'Not valid.', { status: 401 });
const forbidden = () => new ImportwatchError('refused', 'Not allowed.', { status: 403 });
const busy = () => new ImportwatchError('busy', 'Not now.', { status: 503 });

/** A promise, and what resolves it. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** A service that hands out `token-1`, `token-2`, … and keeps what it was asked. */
function service(settings: Settings, expiresIn?: number) {
  const log: string[] = [];
  const signals: AbortSignal[] = [];
  const state = {
    now: noon,
    tokens: 0,
    /** What a request is answered with instead, by its line in the log. */
    fault: (_line: string): ImportwatchError | undefined => undefined,
    /** When a request is answered, by its line in the log. */
    gate: async (_line: string): Promise<void> => {},
  };
  const answer = (body: Json): Answer => ({ status: 200, body, at: state.now, atMs: state.now });
  const ask: ApiClient = async ({ path, headers }, signal) => {
    const line = `${path.replace('/ccadmin/v1', '')} ${headers?.['authorization']?.slice(7)}`;
    log.push(line);
    signals.push(signal);
    await state.gate(line);
    signal.throwIfAborted();
    const fault = state.fault(line);
    if (fault) throw fault;
    if (path === question.path) return answer({});
    state.tokens += 1;
    return answer({
      access_token: `token-${state.tokens}`,
      ...(expiresIn !== undefined && { expires_in: expiresIn }),
    });
  };
  const session = withAccessToken(ask, settings);
  return {
    log,
    signals,
    state,
    session,
    /** Asks so many seconds after noon. */
    async askAt(seconds: number) {
      state.now = noon + seconds * 1000;
      return session(question, never);
    },
  };
}

describe('a session with an application key', () => {
  it('renews a token that a page refuses, and rejects a page as the answer to a login', async () => {
    const { session, state, log } = service(withKey);
    await session(question, never);
    const page = (status: number) =>
      new ImportwatchError('bad-answer', 'https://a.example sent a page (HTTP 401).', { status });
    state.fault = (line) => (line === '/asset token-1' ? page(401) : undefined);
    await session(question, never);
    expect(log.slice(-3)).toEqual(['/asset token-1', '/login example-key', '/asset token-2']);
    for (const status of [400, 401, 403]) {
      state.fault = (line) => (line.startsWith('/login') ? page(status) : page(401));
      await expect(session(question, never)).rejects.toMatchObject({ code: 'bad-answer' });
    }
  });

  it('logs in once for all requests at the same time', async () => {
    const { session, log } = service(withKey);
    await Promise.all([1, 2, 3].map(() => session(question, never)));
    expect(log).toEqual(['/login example-key', ...Array(3).fill('/asset token-1')]);
  });

  it('lets an aborted caller leave, while the others get their login', async () => {
    const { session, log, state, signals } = service(withKey);
    const { open, opened } = gate();
    state.gate = () => opened;
    const hasty = new AbortController();
    const left = session(question, hasty.signal);
    const stayed = session(question, never);
    hasty.abort('no patience');
    await expect(left).rejects.toBe('no patience');
    expect(signals[0]?.aborted).toBe(false);
    open();
    await stayed;
    expect(log).toEqual(['/login example-key', '/asset token-1']);
  });

  it('aborts a login that no one waits for, and begins another for the next caller', async () => {
    const { session, log, state, signals } = service(withKey);
    state.gate = () => new Promise(() => {});
    const both = [new AbortController(), new AbortController()];
    const left = both.map(({ signal }) => session(question, signal));
    for (const controller of both) controller.abort('gone');
    expect((await Promise.allSettled(left)).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(signals[0]?.aborted).toBe(true);
    state.gate = async () => {};
    await session(question, never);
    expect(log).toEqual(['/login example-key', '/login example-key', '/asset token-1']);
  });

  it('sends nothing for a caller that was already aborted', async () => {
    const { session, log } = service(withKey);
    await expect(session(question, AbortSignal.abort('gone'))).rejects.toBe('gone');
    expect(log).toEqual([]);
  });

  it('shares the failure of a login, and retries for the next request', async () => {
    const { session, log, state } = service(withKey);
    state.fault = () => busy();
    const both = await Promise.allSettled([session(question, never), session(question, never)]);
    expect(both).toMatchObject([{ reason: { code: 'busy' } }, { reason: { code: 'busy' } }]);
    state.fault = () => undefined;
    await session(question, never);
    expect(log).toEqual(['/login example-key', '/login example-key', '/asset token-1']);
  });

  it.each([
    { life: 'of 5 minutes where nothing is said', expiresIn: undefined, lasts: 239, ends: 240 },
    { life: 'that is given', expiresIn: 1000, lasts: 939, ends: 940 },
    { life: 'that is short', expiresIn: 40, lasts: 19, ends: 20 },
    { life: 'of 5 minutes where none is given', expiresIn: 0, lasts: 239, ends: 240 },
  ])('renews a token ahead of the end of a life $life', async ({ expiresIn, lasts, ends }) => {
    const { askAt, log } = service(withKey, expiresIn);
    // Polls of every second: what is due is known from the answer before.
    for (let second = 0; second <= lasts; second++) await askAt(second);
    expect(log.filter((line) => line.startsWith('/login'))).toHaveLength(1);
    await askAt(ends);
    expect(log.slice(-2)).toEqual(['/login example-key', '/asset token-2']);
  });

  it('renews in time if polls are minutes apart', async () => {
    const { askAt, log } = service(withKey);
    for (const minute of [0, 2, 4, 6, 8]) await askAt(minute * 60);
    expect(log.filter((line) => line.startsWith('/asset'))).toEqual([
      '/asset token-1',
      '/asset token-1',
      '/asset token-2',
      '/asset token-2',
      '/asset token-3',
    ]);
  });

  it('does not use a token that is about to expire if the login fails', async () => {
    const { askAt, log, state } = service(withKey);
    for (const second of [0, 240]) await askAt(second);
    state.fault = (line) => (line.startsWith('/login') ? busy() : undefined);
    await expect(askAt(241)).rejects.toMatchObject({ code: 'busy' });
    expect(log.slice(2)).toEqual(['/asset token-1', '/login example-key']);
  });

  it('does not mistake a sleep in which the token expired for the usual pace', async () => {
    const { askAt, log, state } = service(withKey);
    await askAt(0);
    state.fault = (line) => (line === '/asset token-1' ? unauthorized() : undefined);
    for (let second = 3600; second < 3620; second++) await askAt(second);
    expect(log.filter((line) => line.startsWith('/login'))).toHaveLength(2);
  });

  it('does not mistake one long pause for the usual pace', async () => {
    const { askAt, log } = service(withKey);
    await askAt(0);
    for (let second = 200; second < 400; second++) await askAt(second);
    expect(log.filter((line) => line.startsWith('/login'))).toHaveLength(2);
  });

  it('logs in once after a 401 for all whose token it was, and repeats each request once', async () => {
    const { session, log, state } = service(withKey);
    await session(question, never);
    state.fault = (line) => (line === '/asset token-1' ? unauthorized() : undefined);
    await Promise.all([session(question, never), session(question, never)]);
    expect(log.slice(2)).toEqual([
      '/asset token-1',
      '/asset token-1',
      '/login example-key',
      '/asset token-2',
      '/asset token-2',
    ]);
  });

  it('treats a second 401 as a refusal', async () => {
    const { session, log, state } = service(withKey);
    state.fault = (line) => (line.startsWith('/asset') ? unauthorized() : undefined);
    await expect(session(question, never)).rejects.toMatchObject({ code: 'refused', status: 401 });
    expect(log).toEqual([
      '/login example-key',
      '/asset token-1',
      '/login example-key',
      '/asset token-2',
    ]);
  });

  it('treats a 403 as a refusal immediately', async () => {
    const { session, log, state } = service(withKey);
    state.fault = (line) => (line.startsWith('/asset') ? forbidden() : undefined);
    await expect(session(question, never)).rejects.toMatchObject({ status: 403 });
    expect(log).toHaveLength(2);
  });

  it('does not reuse a refused token when the login after it failed', async () => {
    const { session, log, state } = service(withKey);
    await session(question, never);
    state.fault = (line) => (line === '/asset token-1' ? unauthorized() : busy());
    await expect(session(question, never)).rejects.toMatchObject({ code: 'busy' });
    state.fault = () => undefined;
    await session(question, never);
    expect(log.slice(-2)).toEqual(['/login example-key', '/asset token-2']);
  });
});

describe('a session with a ready token', () => {
  it('sends one request without a renewal', async () => {
    const { session, log } = service(withToken);
    await session(question, never);
    expect(log).toEqual(['/asset given']);
  });

  it('renews the given token before the second request, and then at half its life', async () => {
    const { askAt, log } = service(withToken, 900);
    for (let second = 0; second <= 460; second += 10) await askAt(second);
    const renewals = log.filter((line) => line.startsWith('/refresh'));
    expect(renewals).toEqual(['/refresh given', '/refresh token-1']);
    expect(log.indexOf('/refresh given')).toBe(1);
    expect(log.at(-1)).toBe('/asset token-2');
  });

  it('uses the shorter lifetime if the answer has none', async () => {
    const { askAt, log } = service(withToken);
    for (let second = 0; second <= 160; second += 10) await askAt(second);
    expect(log.filter((line) => line.startsWith('/refresh'))).toHaveLength(2);
  });

  it('continues with a token that cannot be renewed now, and retries at the next request', async () => {
    const { askAt, log, state } = service(withToken);
    await askAt(0);
    state.fault = (line) => (line.startsWith('/refresh') ? busy() : undefined);
    await askAt(1);
    state.fault = () => undefined;
    await askAt(2);
    expect(log.slice(1)).toEqual([
      '/refresh given',
      '/asset given',
      '/refresh given',
      '/asset token-1',
    ]);
  });

  it('continues with a token whose renewal is refused, and does not retry', async () => {
    const { askAt, log, state } = service(withToken);
    await askAt(0);
    state.fault = (line) => (line.startsWith('/refresh') ? forbidden() : undefined);
    await askAt(1);
    await askAt(2);
    expect(log.slice(1)).toEqual(['/refresh given', '/asset given', '/asset given']);
  });

  it('ends with a 401, and suggests a solution', async () => {
    const { session, log, state } = service(withToken);
    state.fault = () => unauthorized();
    const error = await session(question, never).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'refused', status: 401 });
    expect((error as ImportwatchError).hint).toContain('applicationKey');
    expect(log).toEqual(['/asset given']);
  });

  it('repeats with the new token what was in flight with the old one during the renewal', async () => {
    const { session, log, state } = service(withToken);
    const { open, opened } = gate();
    state.gate = () => (log.length === 1 ? opened : Promise.resolve());
    const slow = session(question, never);
    await session(question, never);
    await session(question, never);
    expect(log).toEqual(['/asset given', '/asset given', '/refresh given', '/asset token-1']);
    state.fault = (line) => (line === '/asset given' ? unauthorized() : undefined);
    open();
    await slow;
    expect(log.slice(4)).toEqual(['/asset token-1']);
  });
});
