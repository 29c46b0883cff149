import type { ResultEvent } from '../../core/model/events.ts';
import { plainText } from '../../core/text/text.ts';
import { outcomeWords } from '../text/result-words.ts';
import { targetName } from '../text/words.ts';
import { isMultiplexed } from './multiplexer.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The notification as a terminal expects it: a sequence for the desktop, or the bell. */
export type Notify = (text: string) => string;

const bell: Notify = () => '\u0007';
const osc = (payload: string): string => `\u001B]${payload}\u001B\\`;
const osc9: Notify = (text) => osc(`9;importwatch: ${text}`);
const osc777: Notify = (text) => osc(`777;notify;importwatch;${text}`);
const osc99: Notify = (text) => osc(`99;;importwatch: ${text}`);

const programs: Readonly<Record<string, Notify>> = {
  'iTerm.app': osc9,
  ghostty: osc9,
  WezTerm: osc777,
};

/**
 * Terminals with a documented sequence, recognized by their environment variables. All others get
 * the bell, as does everything behind a multiplexer.
 *
 * OSC 9: iTerm2 (iterm2.com/documentation-escape-codes.html), Ghostty (ghostty.org/docs/vt). OSC
 * 777: WezTerm (wezterm.org/config/lua/config/notification_handling.html), foot (foot-ctlseqs(7)).
 * OSC 99: kitty (sw.kovidgoyal.net/kitty/desktop-notifications).
 */
export function notifyFor(env: Environment): Notify {
  const { TERM = '', TERM_PROGRAM: program = '' } = env;
  if (isMultiplexed(env)) return bell;
  if (program !== '') return programs[program] ?? bell;
  // iTerm2 sets this for a session on another machine.
  if (env['LC_TERMINAL'] === 'iTerm2' || TERM === 'xterm-ghostty') return osc9;
  if (/^foot(-|$)/.test(TERM)) return osc777;
  return TERM === 'xterm-kitty' || env['KITTY_WINDOW_ID'] ? osc99 : bell;
}

/**
 * The outcomes in our own words: `shop:1042 succeeded`. Without semicolons, which would split the
 * sequence.
 */
export function notificationText(results: readonly ResultEvent[]): string {
  const [first, second] = results;
  if (first === undefined) return 'the watch has ended';
  if (second === undefined) return inert(`${targetName(first.target)} ${outcomeWords(first)}`);
  const words = results.map(outcomeWords);
  const counts = [...new Set(words)].map(
    (word) => `${words.filter((other) => other === word).length} ${word}`,
  );
  return inert(`${results.length} imports: ${counts.join(', ')}`);
}

function inert(text: string): string {
  return plainText(text, 200).replaceAll(';', ',');
}
