import {
  exitCodes,
  mostSeriousOutcome,
  type Outcome,
  signalCodes,
} from '../../src/core/model/outcome.ts';
import { marker } from '../marker.ts';
import { code, table } from './markdown.ts';

/** By outcome: what the code means, and what to do. */
const meanings: Readonly<Record<string, readonly [meaning: string, next: string]>> = {
  succeeded: [
    'The import succeeded. Without `--exit-code`, `status` also exits with 0 while the import is running',
    'Continue',
  ],
  failed: [
    'The service reports a failure, or every record failed',
    "Read the service's message. The cause is in the data or the service, not in importwatch or the network",
  ],
  usage: [
    "The command line or the configuration is wrong. importwatch didn't poll the import. Commands that don't watch an import, such as `profiles`, also exit with 2 if they can't write their output, for example on a full disk",
    'Follow the message',
  ],
  aborted: [
    'The import was aborted or canceled in the service',
    'Start it again if you still need it',
  ],
  refused: [
    'The service rejected the login or key, or you lack a permission',
    'Run `importwatch check` and renew the secret',
  ],
  'not-found': [
    'The service has no import with this id',
    'Check the id, and that the profile points to the right service',
  ],
  'no-answer': [
    "The outcome is unknown: no usable answer for too long, or an error that retrying can't fix. The import may still be running",
    'Read the message, then wait again',
  ],
  stalled: [
    'Nothing changed for the time set with `--stall-timeout`. The import may still be running',
    'Check the import in the service',
  ],
  running: ['Only with `status --exit-code`: the import is still running', 'Poll again later'],
  'action-required': [
    'The import is waiting for a person. In a terminal, importwatch keeps waiting by default instead of exiting',
    'Act in the service, then wait again',
  ],
  partial: [
    'Only with `--fail-on-partial` or [`--max-failed`](../how-to/gates.md): more records failed than you allow',
    'Check the [failed records](../how-to/failed-records.md)',
  ],
  short: [
    'Only with [gates](../how-to/gates.md): too few or too many records arrived, or there are no counts to check',
    'Check the source of the data',
  ],
  'not-started': [
    'Only with `run`: the command that starts the import failed or printed no id',
    'Check whether an import was started, then fix that command',
  ],
  bug: ['importwatch has a bug, or Node.js is too old', 'Report it, or update Node.js'],
  'timed-out': [
    'Your time limit was reached before importwatch saw the import end. The import may still be running',
    'Wait again or raise `--timeout`',
  ],
  interrupted: [
    `You stopped the wait: ${signalWords()}. The import itself isn't stopped`,
    'Resume with `importwatch wait --last`',
  ],
};

const interruptions = Object.values(signalCodes).sort((a, b) => a - b);

/** `130 by Ctrl-C, 129 by SIGHUP, …` */
function signalWords(): string {
  return Object.entries(signalCodes)
    .map(([signal, exitCode]) => `${exitCode} with ${signal === 'SIGINT' ? 'Ctrl-C' : signal}`)
    .join(', ');
}

/** The page with all exit codes and their order below the marker. */
export function exitCodesPage(page: string): string {
  const [intro = ''] = page.split(marker);
  const notOutcomes: readonly string[] = ['usage', 'bug'];
  const rows = Object.entries(exitCodes).map(([outcome, exitCode]) => {
    const [meaning, next] = meaningOf(outcome);
    const codes = outcome === 'interrupted' ? interruptions.join(', ') : String(exitCode);
    return [codes, notOutcomes.includes(outcome) ? '' : code(outcome), meaning, next];
  });
  const order = mostSeriousFirst().map(
    (outcome, index) => `${index + 1}. ${code(outcome)} (${exitCodes[outcome]})`,
  );
  return `${intro}${marker}

## All codes

${table(['code', 'outcome', 'meaning', 'what to do'], rows)}

## Several targets

The exit code is 0 if all imports succeeded. With \`--any\`, it is 0 if at least one did. Otherwise, it's the code of the most serious outcome, in this order:

${order.join('\n')}

With \`status --exit-code\`, a running import (8) comes last.

If you interrupt the wait, you get the exit code for the signal.
`;
}

function meaningOf(outcome: string): readonly [string, string] {
  const found = meanings[outcome];
  if (found === undefined) throw new Error(`scripts/reference has no text for ${outcome}.`);
  return found;
}

/** In the order of `mostSeriousOutcome`. */
function mostSeriousFirst(): readonly Outcome[] {
  const left = new Set(
    Object.keys(exitCodes).filter((name) => name !== 'succeeded' && name !== 'interrupted'),
  );
  const order: Outcome[] = [];
  for (;;) {
    const results = [...left].map((name) => ({ outcome: name as Outcome, exitCode: 0 }));
    const next = mostSeriousOutcome(results);
    if (next === null || next === 'succeeded') return order;
    order.push(next);
    left.delete(next);
  }
}
