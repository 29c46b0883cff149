import { errorKinds } from '../../core/model/error-kinds.ts';
import type { ErrorCode, ErrorReport } from '../../core/model/errors.ts';
import { exitCodes } from '../../core/model/outcome.ts';
import { importStates } from '../../core/model/snapshot.ts';

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const count: Schema = { type: 'number', minimum: 0 };
const whole: Schema = { type: 'integer', minimum: 0 };
const time: Schema = { type: 'string', format: 'date-time' };
const exitCode: Schema = { type: 'integer', minimum: 0, maximum: 255 };
const share: Schema = { type: 'string', pattern: '^\\d+(\\.\\d+)?%$' };
const target: Schema = { $ref: '#/$defs/target' };
const snapshot: Schema = { $ref: '#/$defs/snapshot' };
const error: Schema = { $ref: '#/$defs/error' };

/** A JSON Schema (2020-12) of one line of the stream that `--json` writes. */
export function eventsSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'One line of importwatch --json',
    description: "Within schema 1.x, fields are only added. Ignore those you don't know.",
    oneOf: [
      type('version', { schema: { type: 'string', pattern: '^1\\.\\d+$' }, importwatch: text }),
      type('progress', { at: time, target, snapshot }),
      type('heartbeat', { at: time, target, elapsedMs: whole }, { snapshot }),
      type('retry', {
        at: time,
        target,
        error,
        attempt: { type: 'integer', minimum: 1 },
        delayMs: whole,
      }),
      type('warning', { at: time, target, code: text, message: text }),
      type('failed-records', { at: time, target, file: text, bytes: whole }, { records: whole }),
      type(
        'result',
        {
          at: time,
          target,
          outcome: { enum: outcomes() },
          exitCode,
          durationMs: whole,
          polls: whole,
        },
        { snapshot, error, gates: { type: 'array', minItems: 1, items: { $ref: '#/$defs/gate' } } },
      ),
      type('end', { at: time, exitCode }, { error }),
    ],
    $defs: {
      target: record({ profile: text, provider: text }, { id: text }),
      snapshot: record(
        { state: { enum: importStates }, vendorState: text, observedAt: time },
        {
          phase: text,
          name: text,
          kind: text,
          completed: count,
          total: {
            type: 'number',
            exclusiveMinimum: 0,
            description: 'Absent if unknown.',
          },
          failed: count,
          hasFailures: { type: 'boolean' },
          percent: { type: 'number', minimum: 0, maximum: 100 },
          message: text,
          startedAt: time,
          updatedAt: {
            ...time,
            description: 'The last sign of life with a time from the service.',
          },
          id: { ...text, description: 'The id of the import, if the target has none.' },
          url: { ...text, description: 'The page where you see or continue the import.' },
        },
      ),
      gate: record(
        {
          name: { enum: ['max-failed', 'min-records', 'expect-records'] },
          wanted: { anyOf: [count, share] },
          found: {
            anyOf: [count, share, { type: 'null' }],
            description: "null if the gate can't be checked.",
          },
          passed: { type: 'boolean' },
        },
        { reason: { ...text, description: "Why the gate can't be checked." } },
      ),
      error: record(
        {
          code: { enum: [...Object.keys(errorKinds), ...Object.keys(verdictCodes)] },
          message: text,
        },
        { status: { type: 'integer' }, hint: text },
      ),
    },
  };
}

/** Codes that say how a watch ended, not what went wrong. */
const verdictCodes: Readonly<Record<Exclude<ErrorReport['code'], ErrorCode>, true>> = {
  'timed-out': true,
  stalled: true,
  interrupted: true,
  partial: true,
  short: true,
};

/** `null`: polled once, and the import is still running. */
function outcomes(): readonly unknown[] {
  const notOfAnImport = ['usage', 'bug', 'running'];
  return [...Object.keys(exitCodes).filter((outcome) => !notOfAnImport.includes(outcome)), null];
}

function type(name: string, required: Schema, optional: Schema = {}): Schema {
  return record({ type: { const: name }, ...required }, optional);
}

function record(required: Schema, optional: Schema = {}): Schema {
  return {
    type: 'object',
    required: Object.keys(required),
    properties: { ...required, ...optional },
  };
}
