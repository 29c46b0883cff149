import type { CiSystem } from './system.ts';

const eraseLine = '\u001B[0K';
const section = 'importwatch';

/** GitLab CI: the lines of the wait in a section that is collapsed. */
export const gitlab: CiSystem = {
  name: 'gitlab',
  isHere: (env) => env['GITLAB_CI'] === 'true',
  start: (at) => [
    `${eraseLine}section_start:${seconds(at)}:${section}[collapsed=true]\r${eraseLine}importwatch`,
  ],
  end: ({ at }) => [`${eraseLine}section_end:${seconds(at)}:${section}\r${eraseLine}`],
};

function seconds(at: number): number {
  return Math.floor(at / 1000);
}
