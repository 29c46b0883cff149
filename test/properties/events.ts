import fc from 'fast-check';
import { errorKinds } from '../../src/core/model/error-kinds.ts';
import type { ImportEvent, ResultEvent } from '../../src/core/model/events.ts';
import { exitCodes, type Outcome } from '../../src/core/model/outcome.ts';
import { plainSanitizer } from '../../src/core/model/sanitize.ts';
import { importStates, type SnapshotFields, snapshot } from '../../src/core/model/snapshot.ts';
import { noon } from '../helpers/clock.ts';
import { hostile } from './hostile.ts';

const text = hostile(12);
const count = fc.oneof(fc.nat(), fc.double({ min: 0, max: 1e300, noNaN: true }));
const time = fc.integer({ min: 1, max: 8.64e15 });
const ms = fc.double({ min: 0, max: 1e12, noNaN: true });

const fields = fc.record(
  {
    state: fc.constantFrom(...importStates),
    vendorState: text,
    phase: text,
    name: text,
    kind: text,
    message: text,
    id: text,
    url: fc.oneof(
      text,
      text.map((path) => `https://shop.example/${path}`),
    ),
    completed: count,
    total: count,
    failed: count,
    percent: count,
    startedAt: time,
    updatedAt: time,
    warnings: fc.array(fc.record({ code: fc.constant('odd'), message: text }), { maxLength: 2 }),
  },
  { requiredKeys: ['state', 'vendorState'] },
) as fc.Arbitrary<SnapshotFields>;

const target = fc.record(
  { profile: text, provider: fc.constant('elevate'), id: text },
  { requiredKeys: ['profile', 'provider'] },
);
const shown = fields.map((some) => plainSanitizer.snapshot(snapshot(some, noon)));
const estimate = fc.record({ perSecond: ms, remainingMs: ms });
const error = fc.record(
  {
    code: fc.constantFrom(...(Object.keys(errorKinds) as (keyof typeof errorKinds)[])),
    message: text,
    hint: text,
    status: fc.integer({ min: 100, max: 599 }),
  },
  { requiredKeys: ['code', 'message'] },
);
const notOfAnImport = ['usage', 'bug', 'running', 'not-started'];
const outcomes = Object.keys(exitCodes).filter((one) => !notOfAnImport.includes(one));
const stamp = { at: fc.constant(noon), target };

const ofType = <T extends string>(type: T) => fc.constant(type);

export const anyResult: fc.Arbitrary<ResultEvent> = fc.record(
  {
    type: ofType('result'),
    ...stamp,
    outcome: fc.constantFrom(null, ...(outcomes as Outcome[])),
    exitCode: fc.nat({ max: 143 }),
    durationMs: ms,
    polls: fc.nat(),
    snapshot: shown,
    error,
    alreadyEnded: fc.boolean(),
  },
  { requiredKeys: ['type', 'at', 'target', 'outcome', 'exitCode', 'durationMs', 'polls'] },
);

/** What a watch can say, with texts, names and ids of an enemy. */
export const anyEvent: fc.Arbitrary<ImportEvent> = fc.oneof(
  fc.record({ type: ofType('start'), ...stamp }),
  fc.record(
    { type: ofType('progress'), ...stamp, snapshot: shown, estimate, milestone: fc.boolean() },
    { requiredKeys: ['type', 'at', 'target', 'snapshot', 'milestone'] },
  ),
  fc.record(
    { type: ofType('heartbeat'), ...stamp, elapsedMs: ms, snapshot: shown, estimate },
    { requiredKeys: ['type', 'at', 'target', 'elapsedMs'] },
  ),
  fc.record({ type: ofType('retry'), ...stamp, error, attempt: fc.nat(), delayMs: ms }),
  fc.record({ type: ofType('warning'), ...stamp, code: fc.constant('odd'), message: text }),
  anyResult,
) as fc.Arbitrary<ImportEvent>;
