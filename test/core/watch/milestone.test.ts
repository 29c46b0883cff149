import { describe, expect, it } from 'vitest';
import { type SnapshotFields, snapshot } from '../../../src/core/model/snapshot.ts';
import { isMilestone } from '../../../src/core/watch/watch-state.ts';
import { running } from '../../helpers/story.ts';

const seen = (fields: Partial<SnapshotFields> = {}) => snapshot(running(fields), 0);
const last = (percent: number | undefined, atMs = 1000) => ({ snapshot: seen({ percent }), atMs });

describe('a change that is worth a line', () => {
  it('is the first one', () => {
    expect(isMilestone(undefined, seen(), 0)).toBe(true);
  });

  it.each([
    ['state', { state: 'queued' }],
    ['word', { vendorState: 'RUNNING' }],
    ['phase', { phase: 'users' }],
  ] as const)('is one of the %s, immediately', (_name, fields) => {
    expect(isMilestone(last(50), seen({ percent: 50, ...fields }), 1001)).toBe(true);
  });

  it('is every fifth percent', () => {
    const at = (before: number | undefined, percent: number | undefined) =>
      isMilestone(last(before), seen({ percent }), 9000);
    expect([at(10, 14.9), at(14, 15), at(15, 10), at(undefined, 5), at(5, undefined)]).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
    expect([at(undefined, 4.9), at(10, 10), at(undefined, undefined)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('is at least five seconds after the last', () => {
    const at = (atMs: number) => isMilestone(last(10), seen({ percent: 20 }), atMs);
    expect([at(5999), at(6000)]).toEqual([false, true]);
  });
});
