import { describe, expect, it } from 'vitest';
import { notificationText, notifyFor } from '../../../src/render/theme/notification.ts';
import { assets, result, shop } from '../sample-events.ts';

const bell = '\u0007';
const osc9 = '\u001B]9;importwatch: hello\u001B\\';
const osc777 = '\u001B]777;notify;importwatch;hello\u001B\\';
const osc99 = '\u001B]99;;importwatch: hello\u001B\\';

describe('a notification', () => {
  it.each([
    [{ TERM_PROGRAM: 'iTerm.app' }, osc9],
    [{ LC_TERMINAL: 'iTerm2', TERM: 'xterm-256color' }, osc9],
    [{ TERM_PROGRAM: 'ghostty' }, osc9],
    [{ TERM: 'xterm-ghostty' }, osc9],
    [{ TERM_PROGRAM: 'WezTerm' }, osc777],
    [{ TERM: 'foot' }, osc777],
    [{ TERM: 'foot-extra' }, osc777],
    [{ TERM: 'xterm-kitty' }, osc99],
    [{ KITTY_WINDOW_ID: '1', TERM: 'xterm-256color' }, osc99],
  ])('is what the terminal of %j documents', (env, sequence) => {
    expect(notifyFor(env)('hello')).toBe(sequence);
  });

  it.each([
    {},
    { TERM: 'xterm-256color' },
    { TERM_PROGRAM: 'Apple_Terminal' },
    { TERM_PROGRAM: 'vscode', KITTY_WINDOW_ID: '1' },
    { WT_SESSION: 'x' },
    { VTE_VERSION: '7600' },
    { TERM_PROGRAM: 'iTerm.app', TMUX: '/tmp/tmux' },
    { TERM_PROGRAM: 'WezTerm', STY: '1.pts' },
    { TERM: 'screen-256color', LC_TERMINAL: 'iTerm2' },
    { TERM: 'tmux-256color', KITTY_WINDOW_ID: '1' },
  ])('is the bell for %j', (env) => {
    expect(notifyFor(env)('hello')).toBe(bell);
  });
});

describe('its text', () => {
  it('names the import and its outcome, in our own words', () => {
    expect(notificationText([result({ target: shop })])).toBe('shop:123 succeeded');
    const partly = result({ target: shop, outcome: 'no-answer' });
    expect(notificationText([partly])).toBe('shop:123 outcome unknown');
  });

  it('counts several', () => {
    const results = [
      result({ target: shop }),
      result({ target: assets }),
      result({ target: assets, outcome: 'failed' }),
    ];
    expect(notificationText(results)).toBe('3 imports: 2 succeeded, 1 failed');
  });

  it('says so if the watch had no outcome', () => {
    expect(notificationText([])).toBe('the watch has ended');
  });

  it('has nothing in it that acts on a terminal or ends the sequence', () => {
    const id = 'a\u001B]0;title\u0007;b\u001B\\c\u009Cd\ne';
    const text = notificationText([result({ target: { ...shop, id } })]);
    expect(text).toMatch(/^shop:[a-e, ]+ succeeded$/);
  });
});
