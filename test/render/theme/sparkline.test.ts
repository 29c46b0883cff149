import { describe, expect, it } from 'vitest';
import { sparkline } from '../../../src/render/theme/sparkline.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';

const { symbols } = themeOf(noPaint, true);

describe('a sparkline', () => {
  it('has a column for each value, with its height', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], symbols)).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([4, 4, 4], symbols)).toBe('███');
  });

  it('stays low if there is nothing', () => {
    expect(sparkline([], symbols)).toBe('');
    expect(sparkline([0, 0, -1], symbols)).toBe('▁▁▁');
  });

  it('works without Unicode', () => {
    expect(sparkline([1, 8], themeOf(noPaint, false).symbols)).toBe(':@');
  });
});
