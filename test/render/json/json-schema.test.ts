import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import type { WatchEvent } from '../../../src/core/model/events.ts';
import { exitCodes } from '../../../src/core/model/outcome.ts';
import { importStates, snapshot } from '../../../src/core/model/snapshot.ts';
import { jsonLine, versionLine } from '../../../src/render/json/json-lines.ts';
import { eventsSchema } from '../../../src/render/json/json-schema.ts';
import { noon } from '../../helpers/clock.ts';
import { chat, halfway, heartbeat, progress, result, retry, warning } from '../sample-events.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true });
addFormats.default(ajv);
const isValid = ajv.compile(eventsSchema());

const full = snapshot(
  {
    state: 'running',
    vendorState: 'importing',
    phase: 'users',
    name: 'Slack',
    kind: 'products',
    completed: 12,
    total: 100,
    failed: 1,
    percent: undefined,
    message: 'So far so good',
    startedAt: noon,
    updatedAt: noon,
    id: 'x',
    url: 'https://chat.example',
    warnings: [{ code: 'a', message: 'b' }],
  },
  noon,
);

const { error } = retry();
const events: readonly WatchEvent[] = [
  progress(),
  progress({}, { snapshot: full, target: chat }),
  heartbeat(),
  heartbeat({ snapshot: halfway }),
  retry(),
  retry({ error: { code: 'unreachable', message: 'No connection.', hint: 'Try again.' } }),
  warning(),
  result(),
  result({ outcome: null, snapshot: full }),
  result({
    outcome: 'interrupted',
    exitCode: 143,
    error: { code: 'interrupted', message: 'Ctrl-C' },
  }),
  result({
    outcome: 'short',
    exitCode: 11,
    error: { code: 'short', message: 'Not passed.' },
    gates: [
      { name: 'max-failed', wanted: '2.5%', found: '0%', passed: true },
      { name: 'min-records', wanted: 5, found: 4, passed: false },
      { name: 'expect-records', wanted: 5, found: null, passed: false, reason: 'no records' },
    ],
  }),
  { type: 'end', at: noon, exitCode: 0 },
];

const lines = [versionLine('0.1.0'), ...events.map((event) => jsonLine(event) ?? '')];

test.each(lines)('%s is valid', (line) => {
  expect(isValid(JSON.parse(line)), JSON.stringify(isValid.errors)).toBe(true);
});

test('every state and every outcome is valid', () => {
  for (const state of importStates) {
    expect(isValid(JSON.parse(jsonLine(progress({ state })) ?? ''))).toBe(true);
  }
  for (const outcome of Object.keys(exitCodes)) {
    const line = JSON.parse(jsonLine(result({ outcome: outcome as 'failed' })) ?? '');
    expect(isValid(line)).toBe(!['usage', 'bug', 'running'].includes(outcome));
  }
});

test('fields that a later version adds are valid', () => {
  for (const line of lines)
    expect(isValid({ ...JSON.parse(line), later: { field: 1 } })).toBe(true);
  expect(
    isValid({ ...read(progress()), snapshot: { ...read(progress()).snapshot, later: 1 } }),
  ).toBe(true);
});

test('every field of every line has a type, and every one but the optional is needed', () => {
  const optional = new Set(['snapshot', 'error', 'gates']);
  for (const line of lines) {
    const fields = JSON.parse(line);
    for (const name of Object.keys(fields)) {
      expect(isValid({ ...fields, [name]: [] }), `${name} of ${line}`).toBe(false);
      const { [name]: _, ...rest } = fields;
      const needed = !(optional.has(name) && ['result', 'heartbeat'].includes(fields.type));
      expect(isValid(rest), `${name} of ${line}`).toBe(!needed);
    }
  }
});

test('every field of a snapshot and of an error has a type', () => {
  const line = read(result({ snapshot: full, error: { ...error, hint: 'Wait.' } }));
  for (const part of ['snapshot', 'error', 'target']) {
    for (const name of Object.keys(line[part])) {
      expect(isValid({ ...line, [part]: { ...line[part], [name]: {} } }), name).toBe(false);
    }
  }
});

test('a snapshot has at least a state, its status and the time', () => {
  for (const name of ['state', 'vendorState', 'observedAt']) {
    const { [name]: _, ...rest } = read(progress()).snapshot;
    expect(isValid({ ...read(progress()), snapshot: rest }), name).toBe(false);
  }
});

test.each([
  ['a total of 0', { snapshot: { ...read(progress()).snapshot, total: 0 } }],
  ['a percentage above 100', { snapshot: { ...read(progress()).snapshot, percent: 101 } }],
  ["a state that doesn't exist", { snapshot: { ...read(progress()).snapshot, state: 'done' } }],
  ['a time that is a number', { at: noon }],
  ["a type that doesn't exist", { type: 'start' }],
])('%s is not valid', (_, fields) => {
  expect(isValid({ ...read(progress()), ...fields })).toBe(false);
});

function read(event: WatchEvent) {
  return JSON.parse(jsonLine(event) ?? 'null');
}
