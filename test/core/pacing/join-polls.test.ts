import { describe, expect, it } from 'vitest';
import type { InFlightPoll } from '../../../src/core/pacing/in-flight-poll.ts';
import { joinPolls } from '../../../src/core/pacing/join-polls.ts';

describe('one request for several polls', () => {
  const polls = () => {
    const pollsInFlight = new WeakMap<AbortSignal, InFlightPoll>();
    const controllers = [new AbortController(), new AbortController()] as const;
    const [one, two]: [InFlightPoll, InFlightPoll] = [
      { askedMs: 1, deadlineMs: 50, knownPauseMs: 7, endMs: 40 },
      { askedMs: 3, deadlineMs: 90, knownPauseMs: 5 },
    ];
    pollsInFlight.set(controllers[0].signal, one);
    pollsInFlight.set(controllers[1].signal, two);
    const joint = joinPolls(
      controllers.map(({ signal }) => signal),
      pollsInFlight,
    );
    return {
      controllers,
      one,
      two,
      joint,
      inFlight: pollsInFlight.get(joint.signal) as InFlightPoll,
    };
  };

  it('uses the time of the poll that waits longest, and respects each pause', () => {
    expect(polls().inFlight).toMatchObject({ askedMs: 3, deadlineMs: 90, knownPauseMs: 5 });
  });

  it('goes ahead with the import that should have ended first', () => {
    expect(polls().inFlight.endMs).toBe(40);
  });

  it('ends even if one of them had ended before', () => {
    const [over, open] = [new AbortController(), new AbortController()];
    over.abort('first');
    const { signal } = joinPolls([over.signal, open.signal], new WeakMap());
    expect(signal.aborted).toBe(false);
    open.abort('second');
    expect(signal.reason).toBe('first');
  });

  it('reports its state to all of them', () => {
    const { inFlight, one, two } = polls();
    inFlight.waiting = 'throttled';
    expect([inFlight.waiting, one.waiting, two.waiting]).toEqual([
      'throttled',
      'throttled',
      'throttled',
    ]);
    inFlight.waiting = undefined;
    inFlight.sentMs = 20;
    inFlight.ageMs = 4;
    expect(inFlight.ageMs).toBe(4);
    for (const each of [one, two]) {
      expect(each).toMatchObject({ waiting: undefined, sentMs: 20, ageMs: 4 });
    }
  });

  it('ends once all of them have ended', () => {
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

  it('has no turn if the polls have none', () => {
    const pollsInFlight = new WeakMap<AbortSignal, InFlightPoll>();
    const { signal } = joinPolls([new AbortController().signal], pollsInFlight);
    expect(pollsInFlight.has(signal)).toBe(false);
  });
});
