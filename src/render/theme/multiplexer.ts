type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether tmux or GNU Screen stands between the program and the terminal: what only some terminals
 * know does not come through, or not as it was meant.
 */
export function isMultiplexed({ TMUX, STY, TERM = '' }: Environment): boolean {
  return Boolean(TMUX || STY) || /^(tmux|screen)/.test(TERM);
}
