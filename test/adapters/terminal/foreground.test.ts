import { describe, expect, it } from 'vitest';
import { isInForeground } from '../../../src/adapters/terminal/foreground.ts';

/** As /proc/self/stat says it: number, name, state, parent, group, session, terminal, foreground. */
const stat =
  (group: number, foreground: number, name = 'node') =>
  () =>
    `4711 (${name}) S 1 ${group} 17 34816 ${foreground} 4194304 123 0`;

describe('a process', () => {
  it('is in the foreground if its group is the foreground group of the terminal', () => {
    expect(isInForeground(stat(42, 42))).toBe(true);
    expect(isInForeground(stat(42, 17))).toBe(false);
  });

  it('can have any name', () => {
    expect(isInForeground(stat(42, 17, 'a) S 1 42 17 34816 42'))).toBe(false);
  });

  it('counts as in the foreground if it has no terminal, or if nothing is known', () => {
    expect(isInForeground(stat(42, -1))).toBe(true);
    expect(isInForeground(() => '')).toBe(true);
    const none = () => {
      throw new Error('ENOENT');
    };
    expect(isInForeground(none)).toBe(true);
  });
});
