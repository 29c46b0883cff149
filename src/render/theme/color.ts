type Environment = Readonly<Record<string, string | undefined>>;

export type ColorMode = 'auto' | 'always' | 'never';

/** A terminal without control sequences. Windows sets no TERM. */
export function isDumb(env: Environment, platform: string): boolean {
  const term = env['TERM'] ?? '';
  return term === 'dumb' || (term === '' && platform !== 'win32');
}

/** Whether a stream gets colors. FORCE_COLOR wins over NO_COLOR (no-color.org, force-color.org). */
export function wantsColor(
  mode: ColorMode,
  isTerminal: boolean,
  env: Environment,
  platform: string,
): boolean {
  if (mode !== 'auto') return mode === 'always';
  const { FORCE_COLOR: force, NO_COLOR: no } = env;
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (no !== undefined && no !== '') return false;
  return isTerminal && !isDumb(env, platform);
}

/** Whether a stream can probably show more than ASCII. */
export function hasUnicode(env: Environment, platform: string): boolean {
  if (env['TERM'] === 'linux' || env['TERM'] === 'dumb') return false;
  if (platform === 'win32') {
    return Boolean(env['WT_SESSION'] || env['TERM_PROGRAM'] || env['CI']);
  }
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return locale === undefined || locale === '' || /utf-?8/i.test(locale);
}
