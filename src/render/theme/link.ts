import { isMultiplexed } from './multiplexer.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Turns a text into a link, if the terminal supports links. `undefined`: no link. */
export type Link = (text: string, url: string | undefined) => string;

export const noLink: Link = (text) => text;

const mostLength = 2000;

/** By OSC 8. Only links to web pages, with an address without credentials. */
export const oscLink: Link = (text, url) => {
  const page = url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
  if (page === undefined || !/^https?:$/.test(page.protocol)) return text;
  if (page.username || page.password || page.href.length > mostLength) return text;
  // The parser leaves only printable ASCII. This line guarantees it.
  if (!/^[!-~]+$/.test(page.href)) return text;
  return `\u001B]8;;${page.href}\u001B\\${text}\u001B]8;;\u001B\\`;
};

/** VTE supports links since 0.50, and has reported its version since long before. */
const leastVte = 5000;

/**
 * Terminals known to support links (OSC 8). Others may show the address as garbage. A multiplexer
 * passes links on or not, depending on its version and settings.
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
