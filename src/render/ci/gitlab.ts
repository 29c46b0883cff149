import type { CiSystem } from './system.ts';

const eraseLine = '\u001B[0K';

/** GitLab CI: the wait's lines in a collapsed section. The results below it. */
export const gitlab: CiSystem = {
  name: 'gitlab',
  isHere: (env) => env['GITLAB_CI'] === 'true',
  start: (at) => [
    `${eraseLine}section_start:${seconds(at)}:${section(at)}[collapsed=true]\r${eraseLine}importwatch`,
  ],
  close: ({ startedAt, at }) => [
    `${eraseLine}section_end:${seconds(at)}:${section(startedAt)}\r${eraseLine}`,
  ],
};

/** A job may run importwatch several times. */
function section(startedAt: number): string {
  return `importwatch_${startedAt}`;
}

function seconds(at: number): number {
  return Math.floor(at / 1000);
}
