import { describe, expect, it } from 'vitest';
import { defaultWaitOptions, outageLimitMs } from '../../src/core/options.ts';

describe('outageLimitMs', () => {
  it('is short before the first good answer and long after it', () => {
    expect(outageLimitMs(defaultWaitOptions, false)).toBe(15_000);
    expect(outageLimitMs(defaultWaitOptions, true)).toBe(300_000);
  });

  it('is what was chosen, at any time, also zero', () => {
    for (const hasAnswered of [false, true]) {
      expect(outageLimitMs({ ...defaultWaitOptions, maxOutageMs: 0 }, hasAnswered)).toBe(0);
    }
  });
});
