import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../src/render/text/width.ts';
import { hasLinks, noLink, oscLink } from '../../../src/render/theme/link.ts';
import { hostile, runs } from '../../properties/hostile.ts';

const osc = '\u001B]8;;';
const st = '\u001B\\';

describe('a link', () => {
  it('goes to a page on the web', () => {
    const linked = oscLink('shop:1', 'https://shop.example/imports/1?a=b#c');
    expect(linked).toBe(`${osc}https://shop.example/imports/1?a=b#c${st}shop:1${osc}${st}`);
    expect(oscLink('x', 'http://localhost:3000')).toContain('http://localhost:3000/');
    expect(widthOf(linked)).toBe(6);
  });

  it.each([
    ['no page', undefined],
    ['what is no address', 'imports/1'],
    ['a script', 'javascript:alert(1)'],
    ['a file', 'file:///etc/passwd'],
    ['data', 'data:text/html,hello'],
    ['an address with a password', 'https://user:example-key@shop.example/'],
    ['an address with a name', 'https://user@shop.example/'],
    ['a very long address', `https://shop.example/${'a'.repeat(2000)}`],
  ])('is not made of %s', (_what, url) => {
    expect(oscLink('shop:1', url)).toBe('shop:1');
  });

  it('has only itself, whatever the address', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: links begin with one
    const link = /^\u001B\]8;;[!-~]+\u001B\\x\u001B\]8;;\u001B\\$/;
    fc.assert(
      fc.property(hostile(40), fc.constantFrom('', '/', '?', '#', '.example/'), (text, before) => {
        const linked = oscLink('x', `https://shop${before}${text}`);
        if (linked !== 'x') expect(linked).toMatch(link);
      }),
      runs(500),
    );
    expect(oscLink('x', `https://shop.example/\u0007${st}\u009C evil`)).toMatch(link);
    expect(oscLink('x', `https://shop.example/#${osc}`)).toMatch(link);
  });

  it('is left out if the terminal does not support links', () => {
    expect(noLink('shop:1', 'https://shop.example')).toBe('shop:1');
  });
});

describe('a terminal', () => {
  it.each([
    [{ WT_SESSION: 'a' }, true],
    [{ TERM_PROGRAM: 'iTerm.app' }, true],
    [{ TERM_PROGRAM: 'vscode' }, true],
    [{ TERM: 'xterm-kitty' }, true],
    [{ VTE_VERSION: '7600' }, true],
    [{ VTE_VERSION: '4601' }, false],
    [{ KONSOLE_VERSION: '230804' }, true],
    [{ TERM: 'xterm-256color' }, false],
    [{ TERM_PROGRAM: 'Apple_Terminal' }, false],
    [{ TERM: 'dumb', WT_SESSION: 'a' }, false],
    [{ TMUX: '/tmp/x', TERM_PROGRAM: 'WezTerm' }, false],
    [{ STY: '1.pts', VTE_VERSION: '7600' }, false],
    [{ TERM: 'screen-256color', TERM_PROGRAM: 'WezTerm' }, false],
    [{}, false],
  ])('with %j takes links: %s', (env, takes) => {
    expect(hasLinks(env)).toBe(takes);
  });
});
