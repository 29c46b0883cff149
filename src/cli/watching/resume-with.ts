import type { ResumeCommand } from '../../render/result/resume.ts';
import type { WatchFlags } from '../flags.ts';

/** What a command that resumes a wait repeats of this one. */
export function resumeWith({ config, provider, baseUrl, new: onlyNew }: WatchFlags): ResumeCommand {
  const flags = { '--config': config, '--provider': provider, '--base-url': baseUrl };
  const given = Object.entries(flags).filter(([, value]) => value !== undefined);
  return {
    flags: given.flat() as string[],
    named: provider === undefined,
    onlyNew: Boolean(onlyNew),
  };
}
