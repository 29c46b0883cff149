export interface Exits {
  /** The process ends or is suspended: restore the terminal. Writes must be synchronous. */
  leave(): void;
  /** The process resumes after a suspension. */
  comeBack(): void;
}

/**
 * Detects when the process leaves the terminal without the usual cleanup: Ctrl-\\, Ctrl-Z, an exit
 * during a run. Returns a function that stops listening.
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
