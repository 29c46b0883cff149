import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDeadline } from '../../../../src/adapters/http/answer/deadline.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'hrtime'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function deadline() {
  const onLate = vi.fn();
  return { onLate, ...createDeadline(1000, onLate) };
}

describe('a deadline', () => {
  it('passes after its time', () => {
    const { onLate } = deadline();
    vi.advanceTimersByTime(990);
    expect(onLate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(20);
    expect(onLate).toHaveBeenCalledOnce();
  });

  it('does not run during a pause', () => {
    const { onLate, pause, resume } = deadline();
    vi.advanceTimersByTime(600);
    pause();
    vi.advanceTimersByTime(10_000);
    resume();
    vi.advanceTimersByTime(390);
    expect(onLate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(20);
    expect(onLate).toHaveBeenCalledOnce();
  });

  it('begins again when it is restarted', () => {
    const { onLate, pause, restart } = deadline();
    vi.advanceTimersByTime(600);
    pause();
    restart();
    vi.advanceTimersByTime(990);
    expect(onLate).not.toHaveBeenCalled();
    vi.advanceTimersByTime(20);
    expect(onLate).toHaveBeenCalledOnce();
  });
});
