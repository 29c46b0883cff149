import { exitCodes, mostSeriousOutcome, type Outcome } from '../../src/core/model/outcome.ts';
import { marker } from '../marker.ts';
import { code, table } from './markdown.ts';

/** By outcome: what the code means, and what to do about it. */
const meanings: Readonly<Record<string, readonly [meaning: string, next: string]>> = {
  succeeded: [
    'The import succeeded. Without `--exit-code`, `status` also exits with 0 while the import is running',
    'Continue',
  ],
  failed: [
    'The service reports a failure, or every record failed',
    "Read the service's message. The data or the service is the cause, not importwatch or the network",
  ],
  usage: [
    'The command line or the configuration is wrong. Nothing is known about the import',
    'Fix what the message names',
  ],
  aborted: [
    'The import was aborted or canceled in the service',
    'Start it again if you still need it',
  ],
  refused: [
    'The service rejected the login, the key or the permission',
    'Run `importwatch check`, and renew the secret',
  ],
  'not-found': [
    "The service doesn't know this import",
    'Check the id, and that the profile points to the right service',
  ],
  'no-answer': [
    'The outcome is unknown: no usable answer for too long, or an error that retrying cannot fix. The import may still be running',
    'Read the message, then watch again',
  ],
  stalled: [
    'Nothing changed for `--stall-timeout`. The import may still be running',
    'Look at the import in the service',
  ],
  running: ['Only with `status --exit-code`: the import is still running', 'Ask again later'],
  'action-required': [
    'The import waits for a person. In a terminal, importwatch waits too',
    'Act in the service, then watch again',
  ],
  partial: [
    'Only with `--fail-on-partial` or [`--max-failed`](../how-to/gates.md): more records failed than you allow',
    'Look at the [failed records](../how-to/failed-records.md)',
  ],
  short: [
    'Only with [gates](../how-to/gates.md): too few or too many records arrived, or there are no counts to check',
    'Check the source of the data',
  ],
  'not-started': [
    'Only with `run`: the command that starts the import failed, or printed no id',
    'Fix that command',
  ],
  bug: ['importwatch has a bug, or Node.js is too old', 'Report it, or update Node.js'],
  'timed-out': [
    'Your time limit was reached. The import is still running',
    'Watch again, or raise `--timeout`',
  ],
  interrupted: [
    'You stopped the wait: 130 by Ctrl-C, 143 by SIGTERM, 129 by SIGHUP. The import is still running',
    'Resume with `importwatch wait --last`',
  ],
};

/** Replaces everything below the marker with all exit codes and their order. */
export function exitCodesPage(page: string): string {
  const [intro = ''] = page.split(marker);
  const notOutcomes: readonly string[] = ['usage', 'bug'];
  const rows = Object.entries(exitCodes).map(([outcome, exitCode]) => {
    const [meaning, next] = meaningOf(outcome);
    const codes = outcome === 'interrupted' ? '129, 130, 143' : String(exitCode);
    return [codes, notOutcomes.includes(outcome) ? '' : code(outcome), meaning, next];
  });
  const order = mostSeriousFirst().map(
    (outcome, index) => `${index + 1}. ${code(outcome)} (${exitCodes[outcome]})`,
  );
  return `${intro}${marker}

## All codes

${table(['code', 'outcome', 'meaning', 'what to do'], rows)}

## Several targets

The exit code is 0 if all imports succeeded. With \`--any\`, it is 0 if one did. Otherwise it is the code of the most serious outcome, in this order:

${order.join('\n')}

If you interrupt the wait, the exit code is that of the signal.
`;
}

function meaningOf(outcome: string): readonly [string, string] {
  const found = meanings[outcome];
  if (found === undefined) throw new Error(`scripts/reference has no text for ${outcome}.`);
  return found;
}

/** The order in which `mostSeriousOutcome` prefers them. */
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
