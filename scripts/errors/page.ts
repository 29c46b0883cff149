import { errorKinds } from '../../src/core/model/error-kinds.ts';
import type { ErrorCode } from '../../src/core/model/errors.ts';
import { exitCodes, signalCodes } from '../../src/core/model/outcome.ts';
import { marker } from '../marker.ts';
import { endings } from './endings.ts';
import { errorTexts } from './error-texts.ts';
import type { Trouble } from './trouble.ts';
import { warningTexts } from './warning-texts.ts';

/** Replaces everything below the marker of the page with what the code says. */
export function errorsPage(page: string): string {
  const [intro = ''] = page.split(marker);
  return `${intro}${marker}\n\n${sections().join('\n\n')}\n`;
}

function sections(): readonly string[] {
  return [
    '## Errors',
    ...Object.entries(errorTexts).map(([code, text]) =>
      entry(code, text, factsOf(code as ErrorCode)),
    ),
    '## Outcomes other than success',
    ...Object.entries(endings).map(([code, ending]) =>
      entry(code, ending, [exitCodeOf(code as keyof typeof endings)]),
    ),
    '## Warnings',
    'Warnings change neither the outcome nor the exit code.',
    ...Object.entries(warningTexts).map(([code, text]) => entry(code, text, [])),
  ];
}

function factsOf(code: ErrorCode): readonly string[] {
  return [`Exit code ${exitCodes[errorKinds[code].outcome]}`, whenOf(code)];
}

function whenOf(code: ErrorCode): string {
  const { outcome, transient } = errorKinds[code];
  const isEarly = outcome === 'usage' || outcome === 'not-started' || code === 'late-secret';
  if (isEarly) return 'before the first poll';
  if (outcome === 'bug') return 'at any time';
  if (outcome === 'not-found')
    return 'after retrying for as long as --appear-timeout allows. By default, importwatch retries only if the id came from `run` or stdin';
  return transient ? 'after retrying for as long as --max-outage allows' : 'without retries';
}

function exitCodeOf(outcome: keyof typeof endings): string {
  return outcome === 'interrupted'
    ? `Exit code ${signalCodes.SIGINT} (${signalCodes.SIGHUP} after SIGHUP, ${signalCodes.SIGTERM} after SIGTERM)`
    : `Exit code ${exitCodes[outcome]}`;
}

function entry(code: string, { about, cause, remedy }: Trouble, facts: readonly string[]): string {
  const line = [about, facts.length > 0 && `${facts.join(', ')}.`].filter(Boolean).join(' ');
  return marked(`### ${code}\n\n${line}\n\n- **Cause:** ${cause}\n- **Remedy:** ${remedy}`);
}

/** Marks options as code unless they already are. */
function marked(text: string): string {
  return text.replace(/`[^`]*`|--[a-z][a-z-]+/g, (part) => `\`${part.replaceAll('`', '')}\``);
}
