import { isMultiplexed } from './multiplexer.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What makes a text a link to a page, where the terminal can; `undefined`: to none. */
export type Link = (text: string, url: string | undefined) => string;

export const noLink: Link = (text) => text;

const mostLength = 2000;

/** By OSC 8. Only a page on the web is linked to, by an address without credentials. */
export const oscLink: Link = (text, url) => {
  const page = url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
  if (page === undefined || !/^https?:$/.test(page.protocol)) return text;
  if (page.username || page.password || page.href.length > mostLength) return text;
  // The parser leaves nothing but printable ASCII; this line is what is relied on.
  if (!/^[!-~]+$/.test(page.href)) return text;
  return `\u001B]8;;${page.href}\u001B\\${text}\u001B]8;;\u001B\\`;
};

/** VTE takes links since 0.50, and has told its version so since long before. */
const leastVte = 5000;

/**
 * Terminals known to take links (OSC 8). Others may show the address as garbage, and a multiplexer
 * keeps it from the terminal behind it or not, by its version and settings.
 */
export function hasLinks(env: Environment): boolean {
  if (isMultiplexed(env) || env['TERM'] === 'dumb') return false;
  const { TERM_PROGRAM: program = '', TERM = '', VTE_VERSION: vte = '' } = env;
  return Boolean(
    env['WT_SESSION'] ||
      env['KONSOLE_VERSION'] ||
      Number(vte) >= leastVte ||
      ['iTerm.app', 'WezTerm', 'ghostty', 'vscode'].includes(program) ||
      ['xterm-kitty', 'xterm-ghostty', 'alacritty'].includes(TERM),
  );
}
