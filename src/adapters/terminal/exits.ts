export interface Exits {
  /** The process ends or is suspended: leave the terminal as it was. Writes must be synchronous. */
  leave(): void;
  /** The process goes on after a suspension. */
  comeBack(): void;
}

/**
 * Tells when the process leaves the terminal by a way that a program does not handle in order:
 * Ctrl-\\, Ctrl-Z, an exit in mid-run. Gives back a function that stops listening.
 */
export function watchExits({ leave, comeBack }: Exits): () => void {
  const quit = (): void => {
    leave();
    stop();
    process.kill(process.pid, 'SIGQUIT');
  };
  const suspend = (): void => {
    leave();
    process.kill(process.pid, 'SIGSTOP');
  };
  const listeners = { exit: leave, SIGQUIT: quit, SIGTSTP: suspend, SIGCONT: comeBack };
  const stop = (): void => {
    for (const [event, listener] of Object.entries(listeners)) process.off(event, listener);
  };
  for (const [event, listener] of Object.entries(listeners)) process.on(event, listener);
  return stop;
}
