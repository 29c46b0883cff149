import { endings } from '../src/core/model/endings.ts';
import { errorKinds, type Trouble } from '../src/core/model/error-kinds.ts';
import { exitCodes } from '../src/core/model/outcome.ts';
import { warningKinds } from '../src/core/model/warning-kinds.ts';
import { marker } from './marker.ts';

/** The page with what the code says in the place of what stood below the marker. */
export function errorsPage(page: string): string {
  const [intro = ''] = page.split(marker);
  return `${intro}${marker}\n\n${sections().join('\n\n')}\n`;
}

function sections(): readonly string[] {
  return [
    '## Errors',
    ...Object.entries(errorKinds).map(([code, kind]) =>
      entry(code, kind, [`Exit code ${exitCodes[kind.outcome]}`, asked(kind)]),
    ),
    '## Endings that are no success',
    ...Object.entries(endings).map(([code, ending]) =>
      entry(code, ending, [exitCodeOf(code as keyof typeof endings)]),
    ),
    '## Warnings',
    'None of them changes the verdict or the exit code.',
    ...Object.entries(warningKinds).map(([code, kind]) => entry(code, kind, [])),
  ];
}

function asked({ outcome, transient }: (typeof errorKinds)[keyof typeof errorKinds]): string {
  if (outcome === 'usage' || outcome === 'bug') return 'before anything is known of an import';
  return transient ? 'after it was asked again for --max-outage' : 'at once';
}

function exitCodeOf(outcome: keyof typeof endings): string {
  return outcome === 'interrupted'
    ? 'Exit code 130, or 143 by SIGTERM'
    : `Exit code ${exitCodes[outcome]}`;
}

function entry(code: string, { about, cause, remedy }: Trouble, facts: readonly string[]): string {
  const line = [about, facts.length > 0 && `${facts.join(', ')}.`].filter(Boolean).join(' ');
  return marked(`### ${code}\n\n${line}\n\n- **Cause:** ${cause}\n- **Remedy:** ${remedy}`);
}

/** Options as code, where they are not yet. */
function marked(text: string): string {
  return text.replace(/`[^`]*`|--[a-z][a-z-]+/g, (part) => `\`${part.replaceAll('`', '')}\``);
}
