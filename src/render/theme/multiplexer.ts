type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether tmux or GNU Screen runs between the program and the terminal: sequences that only some
 * terminals know are lost or garbled there.
 */
export function isMultiplexed({ TMUX, STY, TERM = '' }: Environment): boolean {
  return Boolean(TMUX || STY) || /^(tmux|screen)/.test(TERM);
}
