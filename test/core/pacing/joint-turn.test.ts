import { describe, expect, it } from 'vitest';
import { jointly } from '../../../src/core/pacing/joint-turn.ts';
import type { Turn } from '../../../src/core/pacing/turn.ts';

describe('one request for several polls', () => {
  const polls = () => {
    const turns = new WeakMap<AbortSignal, Turn>();
    const controllers = [new AbortController(), new AbortController()] as const;
    const [one, two]: [Turn, Turn] = [
      { askedMs: 1, deadlineMs: 50, knownMs: 7 },
      { askedMs: 3, deadlineMs: 90, knownMs: 5 },
    ];
    turns.set(controllers[0].signal, one);
    turns.set(controllers[1].signal, two);
    const joint = jointly(
      controllers.map(({ signal }) => signal),
      turns,
    );
    return { controllers, one, two, joint, turn: turns.get(joint.signal) as Turn };
  };

  it('is given the time of the one that waits longest, and heeds each pause', () => {
    expect(polls().turn).toMatchObject({ askedMs: 3, deadlineMs: 90, knownMs: 5 });
  });

  it('tells all of them how it stands', () => {
    const { turn, one, two } = polls();
    turn.waiting = 'held';
    expect([turn.waiting, one.waiting, two.waiting]).toEqual(['held', 'held', 'held']);
    turn.waiting = undefined;
    turn.departedMs = 20;
    turn.ageMs = 4;
    expect(turn.ageMs).toBe(4);
    for (const each of [one, two]) {
      expect(each).toMatchObject({ waiting: undefined, departedMs: 20, ageMs: 4 });
    }
  });

  it('is given up once all of them are', () => {
    const { controllers, joint } = polls();
    controllers[0].abort('first');
    expect(joint.signal.aborted).toBe(false);
    controllers[1].abort('second');
    expect(joint.signal.aborted).toBe(true);
  });

  it('is not given up once it is over', () => {
    const { controllers, joint } = polls();
    joint.release();
    for (const controller of controllers) controller.abort();
    expect(joint.signal.aborted).toBe(false);
  });

  it('has no turn where they have none', () => {
    const turns = new WeakMap<AbortSignal, Turn>();
    const { signal } = jointly([new AbortController().signal], turns);
    expect(turns.has(signal)).toBe(false);
  });
});
