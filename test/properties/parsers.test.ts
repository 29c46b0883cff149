import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/profile/load-config.ts';
import { resolveProfile } from '../../src/config/profile/resolve-profile.ts';
import { ImportwatchError } from '../../src/core/model/errors.ts';
import { type ImportSnapshot, importStates } from '../../src/core/model/snapshot.ts';
import type { HttpAnswer } from '../../src/core/ports/send.ts';
import { asCount, at, type Json, parseJson } from '../../src/core/text/json.ts';
import { providers } from '../../src/providers/index.ts';
import { world } from '../config/world.ts';
import { fixedClock } from '../helpers/clock.ts';
import { connectedImport, providerNamed } from '../helpers/connected-import.ts';
import { describedProfile } from '../helpers/described.ts';
import { forbidden, hostile, runs } from './hostile.ts';

const keys = [
  ...['status', 'state', 'id', '_id', 'type', 'message', 'reason', 'error', 'errorType', 'success'],
  ...['total', 'current', 'progress', 'completedPercentage', 'links', 'rel', 'errors', 'errorCode'],
  ...['importInProgressStatus', 'access_token', 'expires_in', 'operation', 'operations', 'valid'],
  ...['count', 'completed', 'step', 'key', 'name', 'importerKey', 'ts', '_updatedAt', '$date'],
  ...['startTime', 'endTime', '__proto__', 'constructor', 'toString', 'length', '0'],
];
const words = [
  ...['SUCCESS', 'FAILURE', 'ABORTED', 'IN_PROGRESS', 'WAITING', 'BLOCKED', 'NOT_FOUND'],
  ...['importer_done', 'importer_new', 'importer_user_selection', 'importer_import_failed'],
  ...['succeeded', 'failed', 'aborted', 'processing', 'pending', 'paused', 'constructor'],
  ...[
    'success',
    'Success',
    'SUCCESS ',
    'DONE',
    'done',
    'importer_done ',
    'Succeeded',
    'complete',
    'error-operation-not-found',
    '82001',
    '401',
  ],
  ...['2026-11-22T12:00:00Z', '1795348800000', '0', '3', '1e3', '-1', '', ' '],
];
const leaf = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<unknown>(...words) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(null, true, false, 0, 1, 2, 3, -1, 1e308) },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: hostile(5) },
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...keys), tie('tree')), { maxLength: 6 })
      .map((entries) => Object.fromEntries(entries)),
  ),
}));

const some = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(fields, { requiredKeys: Object.keys(fields).slice(0, 2) });
const yes = fc.constant(true);
const id = fc.constantFrom<unknown>('1', '2', 1, null);
const count = fc.oneof(leaf, some({ total: leaf, completed: leaf, error: leaf }));
const operation = some({ _id: id, status: leaf, valid: leaf, count, type: leaf, ts: leaf });

/** Answers that are nearly right. */
const shapes: Record<string, fc.Arbitrary<unknown>> = {
  elevate: some({ status: leaf, id: leaf, type: leaf, message: leaf, reason: leaf }),
  'oracle-commerce': fc.oneof(
    some({ total: leaf, current: leaf }),
    some({ total: fc.nat(3), current: fc.integer({ min: -1, max: 4 }) }),
    some({ importInProgressStatus: leaf }),
    some({ progress: leaf, completedPercentage: leaf, links: tree, error: tree, endTime: leaf }),
    some({ access_token: leaf, expires_in: leaf }),
    some({ errorCode: leaf, message: leaf, status: leaf, errors: tree }),
  ),
  rocketchat: fc.oneof(
    some({ success: yes, operation }),
    some({ success: leaf, operation: tree }),
    some({ success: yes, step: leaf, key: leaf, name: leaf, count }),
    some({ success: yes, operations: fc.array(operation, { maxLength: 2 }) }),
    fc.array(operation, { maxLength: 2 }),
    some({ success: leaf, error: leaf, errorType: leaf }),
  ),
};

/** JSON as the service nearly speaks it, JSON of any kind, and what is no JSON at all. */
const text = (shape: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 12, arbitrary: shape.map((value) => JSON.stringify(value)) },
    { weight: 4, arbitrary: tree.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.tuple(fc.json(), fc.nat(50)).map(([json, cut]) => json.slice(cut)) },
    { weight: 1, arbitrary: fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('utf8')) },
    { weight: 1, arbitrary: hostile() },
  );
const status = fc.oneof(
  { weight: 8, arbitrary: fc.constant(200) },
  { weight: 3, arbitrary: fc.constantFrom(201, 204, 301, 302, 400, 401, 403, 404, 429, 500, 503) },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 599 }) },
);
const header = fc.constantFrom('retry-after', 'location', 'date', 'x-ratelimit-reset', 'ratelimit');
const answerOf = (provider: string): fc.Arbitrary<HttpAnswer> =>
  fc.record({
    status,
    headers: fc.dictionary(header, hostile(3), { maxKeys: 1 }),
    text: text(shapes[provider] ?? tree),
  });

interface Answered {
  readonly path: string;
  readonly body: Json | undefined;
}

function bodyOf(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

interface Case {
  readonly name: string;
  readonly proof: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly id: string | undefined;
  /** A profile that describes the service, in the place of the provider that knows it. */
  readonly described?: string;
}

/** What a service must have said for an import to have succeeded. */
const proofs: Record<string, (answers: readonly Answered[]) => boolean> = {
  elevate: (answers) => at(answers.at(-1)?.body, 'status') === 'SUCCESS',
  rocketchat: (answers) =>
    answers.some(({ body }) => JSON.stringify(body)?.includes('importer_done')),
  'asset-import': (answers) => {
    const { body } = answers.findLast(({ path }) => path.includes('/asset/import/')) ?? {};
    const [total = 0, current = -1] = [asCount(at(body, 'total')), asCount(at(body, 'current'))];
    return total > 0 && current >= total;
  },
  'import-process': (answers) => at(answers.at(-1)?.body, 'progress') === 'succeeded',
  'export-process': (answers) => at(answers.at(-1)?.body, 'progress') === 'succeeded',
};

const described = `
baseUrl: https://service.example
request: { path: "/status/{id}" }
state: { from: status, words: { IN_PROGRESS: running, SUCCESS: succeeded, FAILURE: failed } }
completed: "count.completed || current"
total: "count.total || total"
percent: "completedPercentage * \`100\`"
message: "join(', ', errors[*].message) || message"
startedAt: startTime
error: { message: message || reason || to_string(@), when: "success == \`false\`" }
`;

const cases: readonly Case[] = [
  { name: 'elevate', proof: 'elevate', settings: { apiKey: 'example-key' }, id: '1' },
  {
    name: 'elevate',
    proof: 'elevate',
    settings: { apiKey: 'example-key', apiVersion: '4' },
    id: '1',
  },
  { name: 'elevate', proof: 'elevate', settings: {}, id: '1', described },
  ...['asset-import', 'import-process', 'export-process'].map((operation) => ({
    name: 'oracle-commerce',
    proof: operation,
    settings: { accessToken: 'example-token', operation },
    id: '1',
  })),
  {
    name: 'oracle-commerce',
    proof: 'asset-import',
    settings: { applicationKey: 'example-key' },
    id: '1',
  },
  ...['1', undefined].map((id) => ({
    name: 'rocketchat',
    proof: 'rocketchat',
    settings: { userId: 'someone', authToken: 'example-token' },
    id,
  })),
];

describe.each(cases)('$name ($settings, id $id), answered with anything', (one) => {
  const provider = one.described
    ? describedProfile(one.described).then((profile) => profile.provider)
    : providerNamed(one.name);

  async function pollThrough(answers: readonly HttpAnswer[]): Promise<void> {
    const asked: Answered[] = [];
    const never = new AbortController().signal;
    const connected = connectedImport(await provider, {
      settings: { baseUrl: 'https://service.example', ...one.settings },
      id: one.id,
      clock: fixedClock,
      send: async ({ url }) => {
        const answer = answers[asked.length % answers.length] as HttpAnswer;
        asked.push({ path: url.pathname, body: bodyOf(answer.text) });
        return answer;
      },
    });
    for (let poll = 0; poll < 4; poll++) {
      const before = asked.length;
      const came: ImportSnapshot | ImportwatchError = await connected.poll(never).catch((error) => {
        if (error instanceof ImportwatchError) return error;
        throw error;
      });
      if (came instanceof ImportwatchError) {
        expect(['usage', 'config', 'secret', 'bug']).not.toContain(came.code);
        expect(came.message).not.toMatch(forbidden);
        expect(came.hint ?? '').not.toMatch(forbidden);
      } else {
        expect(importStates).toContain(came.state);
        expect(JSON.stringify(came)).not.toMatch(forbidden);
        if (came.state === 'succeeded') {
          expect(proofs[one.proof]?.(asked.slice(before))).toBe(true);
        }
      }
    }
  }

  it('gives a snapshot or an error, and a success only for a status that means it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(answerOf(one.name), { minLength: 1, maxLength: 4 }), pollThrough),
      runs(300),
    );
  }, 600_000);

  it('that is nested without end as well', async () => {
    for (const depth of [100, 3000, 7000, 100_000]) {
      const nested = `${'{"error":'.repeat(depth)}1${'}'.repeat(depth)}`;
      const text = `{"success":true,"status":"IN_PROGRESS","message":${nested}}`;
      for (const status of [200, 400, 500]) {
        await pollThrough([{ status, headers: {}, text: nested }]);
        await pollThrough([{ status, headers: {}, text }]);
      }
    }
  });
});

const yaml = fc
  .array(
    fc.oneof(
      {
        weight: 8,
        arbitrary: fc.constantFrom(
          ...['profiles:\n', '  shop:\n', '    provider: elevate\n', '    apiKey: x\n', '\n', '  '],
          ...[
            '    baseUrl: https://a.example\n',
            '    headers: { X-A: b }\n',
            'defaults: {',
            '}',
            '{',
          ],
          ...[
            '&a ',
            '*a',
            '<<: *a\n',
            '[',
            ']',
            ',',
            '"',
            "'",
            '|\n',
            '>-\n',
            '!!js/function ',
            '- ',
          ],
          ...[
            '%YAML 1.1\n',
            '---\n',
            '...\n',
            '\t',
            '#',
            ': ',
            '? ',
            '${X}',
            '${X:-',
            '}',
            '~',
            'null',
          ],
          ...[
            '0x1',
            '010',
            '1e999',
            '.nan',
            '2026-01-01',
            '__proto__: ',
            'constructor: ',
            '\uFEFF',
          ],
          ...[
            'timeout: 5m\n',
            '    apiKey: { env: KEY }\n',
            '    clusterId: w1\n',
            'defaultProfile: ',
          ],
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
      { weight: 1, arbitrary: hostile(4) },
    ),
    { maxLength: 40 },
  )
  .map((some) => some.join(''));

describe('a configuration with any content', () => {
  async function read(content: string): Promise<void> {
    const from = world({ readFile: async () => content, env: { KEY: 'example-key' } });
    const expectExpected = (error: unknown): undefined => {
      expect(error).toBeInstanceOf(ImportwatchError);
      expect(error).toMatchObject({ exitCode: 2 });
      for (const line of (error as Error).message.split('\n')) expect(line).not.toMatch(forbidden);
    };
    const config = await loadConfig({ config: 'c.yaml' }, providers, from).catch((error) => {
      expectExpected(error);
      expect(error).toMatchObject({ code: 'config' });
      return undefined;
    });
    for (const entry of config?.profiles.values() ?? []) {
      await resolveProfile(entry, from).catch(expectExpected);
    }
  }

  it('is one, or an error that names the problem', async () => {
    await fc.assert(fc.asyncProperty(yaml, read), runs(1500));
  }, 600_000);

  it('in JSON as well', async () => {
    const names = [
      'profiles',
      'defaults',
      'shop',
      'provider',
      'baseUrl',
      'apiKey',
      'env',
      'timeout',
    ];
    const values = fc.constantFrom<unknown>(
      'elevate',
      'https://a.example',
      '5m',
      5,
      true,
      null,
      'x',
    );
    const { json } = fc.letrec<{ json: unknown }>((tie) => ({
      json: fc.oneof(
        { maxDepth: 5, depthSize: 'medium' },
        values,
        fc.array(tie('json'), { maxLength: 2 }),
        fc
          .array(fc.tuple(fc.constantFrom(...names, '__proto__'), tie('json')), { maxLength: 5 })
          .map((entries) => Object.fromEntries(entries)),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(json, (value) => read(JSON.stringify(value))),
      runs(300),
    );
  }, 600_000);
});
