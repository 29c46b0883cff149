import { describe, expect, it } from 'vitest';
import { hasUnicode, isDumb, wantsColor } from '../../../src/render/theme/color.ts';

describe('colors', () => {
  it.each([
    ['a terminal', 'auto', true, { TERM: 'xterm' }, true],
    ['a terminal without TERM', 'auto', true, {}, false],
    ['a terminal with an empty TERM', 'auto', true, { TERM: '' }, false],
    ['a file', 'auto', false, {}, false],
    ['a dumb terminal', 'auto', true, { TERM: 'dumb' }, false],
    ['NO_COLOR', 'auto', true, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR', 'auto', true, { TERM: 'xterm', NO_COLOR: '' }, true],
    ['FORCE_COLOR', 'auto', false, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', 'auto', true, { FORCE_COLOR: '0' }, false],
    ['FORCE_COLOR over NO_COLOR', 'auto', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['always', 'always', false, { NO_COLOR: '1' }, true],
    ['never', 'never', true, { FORCE_COLOR: '1' }, false],
  ] as const)('with %s', (_name, mode, isTerminal, env, wanted) => {
    expect(wantsColor(mode, isTerminal, env, 'linux')).toBe(wanted);
  });

  it('need no TERM on Windows', () => {
    expect(wantsColor('auto', true, {}, 'win32')).toBe(true);
    expect(isDumb({ TERM: 'dumb' }, 'win32')).toBe(true);
  });
});

describe('Unicode', () => {
  it.each([
    ['no locale', {}, 'linux', true],
    ['a UTF-8 locale', { LANG: 'de_DE.UTF-8' }, 'linux', true],
    ['the C locale', { LANG: 'C' }, 'linux', false],
    ['LC_ALL over LANG', { LC_ALL: 'POSIX', LANG: 'en_US.utf8' }, 'linux', false],
    ['the Linux console', { TERM: 'linux', LANG: 'en_US.UTF-8' }, 'linux', false],
    ['the old console of Windows', {}, 'win32', false],
    ['Windows Terminal', { WT_SESSION: 'x' }, 'win32', true],
  ])('with %s', (_name, env, platform, wanted) => {
    expect(hasUnicode(env, platform)).toBe(wanted);
  });
});
