import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkRecording } from '../../../src/cli/commands/check/check-recording.ts';
import { replay } from '../../../src/cli/commands/replay.ts';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import { hurriedClock } from '../../helpers/hurried-clock.ts';
import { quietWorld } from '../../helpers/quiet-world.ts';
import { runs } from '../../properties/hostile.ts';

const profile = {
  provider: 'http',
  baseUrl: 'https://api.example.com',
  answers: [202],
  request: { path: '/jobs/{id}', body: { ids: ['{id}', { a: [1] }] } },
  state: { from: 'state', words: { running: 'running', done: 'succeeded' } },
};
const index = {
  recording: 1,
  importwatch: '0.0.0',
  startedAt: '2026-01-15T10:00:00.000Z',
  profiles: { shop: profile },
  targets: [{ profile: 'shop', id: '7', options: { intervalMs: 1000 }, outcome: 'interrupted' }],
  exitCode: 0,
  incomplete: 'why',
};
const request = { profile: 'shop', method: 'POST', url: 'https://api.example.com/jobs/7' };
const answer = { ms: 0, request, status: 202, headers: {}, body: { state: 'done' }, failure: 'x' };

type Data = Readonly<Record<string, unknown>>;

/** How a replay and a check end: an exit code, or an error. */
async function ends(index: unknown, answer: unknown): Promise<readonly unknown[]> {
  const files = new Map([
    ['recording.json', JSON.stringify(index)],
    ['0001.json', JSON.stringify(answer)],
  ]);
  const world = { ...quietWorld(), clock: hurriedClock(100), readRecording: async () => files };
  const flags = { quiet: true, ci: 'none' };
  return Promise.all(
    [() => checkRecording('rec', undefined, {}, world), () => replay('rec', flags, world)].map(
      (play) => play().catch((error: unknown) => error),
    ),
  );
}

/** The paths to all keys of a value. */
function pathsIn(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => [
    [key],
    ...pathsIn(below).map((path) => [key, ...path]),
  ]);
}

function changed(value: unknown, [key = '', ...below]: readonly string[], to: unknown): unknown {
  const copy = (Array.isArray(value) ? [...value] : { ...(value as Data) }) as Record<
    string,
    unknown
  >;
  copy[key] = below.length === 0 ? to : changed(copy[key], below, to);
  return copy;
}

/** Also with other names of the profile. */
function named(name: string) {
  const profiles = JSON.parse(`{"${name}":${JSON.stringify(profile)}}`);
  return [
    { ...index, profiles, targets: index.targets.map((target) => ({ ...target, profile: name })) },
    { ...answer, request: { ...request, profile: name } },
  ];
}

function expectOrdinary(found: readonly unknown[]): void {
  for (const end of found) {
    if (typeof end === 'number') continue;
    expect(end).toBeInstanceOf(ImportwatchError);
    expect((end as ImportwatchError).code).not.toBe('bug');
    expect((end as ImportwatchError).message).toMatch(
      /rec\/(recording|0001)\.json|no import|a valid id/,
    );
  }
}

it('a recording as it was written is played', async () => {
  const whole = changed(index, ['targets', '0', 'outcome'], 'succeeded');
  expect(await ends(whole, answer)).toEqual([0, 0]);
});

it('any other value in a recording is read, or refused by its file', async () => {
  const places = [
    ...pathsIn(index).map((path) => ['index', ...path]),
    ...pathsIn(answer).map((path) => ['answer', ...path]),
  ];
  const odd = fc.oneof(
    fc.constantFrom<unknown>(null, true, -1, 0, 5, 1.5, 1e300, '', 'x', '__proto__', [], {}, [[]]),
    fc.jsonValue({ maxDepth: 2 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), odd, async (path, to) => {
      const made = changed({ index, answer }, path, to) as Record<'index' | 'answer', unknown>;
      expectOrdinary(await ends(made.index, made.answer));
    }),
    runs(150),
  );
}, 60_000);

it.each(['__proto__', 'constructor', 'prototype', 'toString', 'a:b', '', ' '])(
  'a profile with the name "%s" is played, or refused by its file',
  async (name) => {
    const [index, answer] = named(name);
    expectOrdinary(await ends(index, answer));
  },
);

it.each(['__proto__', 'constructor'])(
  'a key "%s" in a profile is refused by its name',
  async (key) => {
    const odd = JSON.parse(`{"${key}":{"a":1}}`);
    for (const path of [[], ['request'], ['state', 'words'], ['request', 'body']]) {
      const made = changed(index, ['profiles', 'shop', ...path], odd);
      const [end] = await ends(made, answer);
      expect((end as Error).message).toMatch(
        /^rec\/recording\.json: profiles\.shop: .*isn't allowed as a key|provider must/,
      );
    }
  },
);

it('a profile that is nested too deeply is refused by its file', async () => {
  let body: unknown = 1;
  for (let depth = 0; depth < 5000; depth++) body = [body];
  const made = changed(index, ['profiles', 'shop', 'request', 'body'], body);
  const [end] = await ends(made, answer);
  expect((end as Error).message).toMatch(/^rec\/recording\.json: profiles\.shop: .* is nested too/);
});
