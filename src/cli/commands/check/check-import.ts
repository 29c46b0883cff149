import { type ErrorCode, ImportwatchError } from '../../../core/model/errors.ts';
import type { ImportSnapshot } from '../../../core/model/snapshot.ts';
import type { ConnectedImport } from '../../../core/pacing/connected-import.ts';
import { unknownId } from '../../../core/watch/verdict.ts';
import { recordsOf } from '../../../render/text/formatters.ts';
import { stateWords } from '../../../render/text/words.ts';
import type { CheckSteps } from './check-steps.ts';

/**
 * Polls an import once. Its status shows that the service accepts the login and the permission, and
 * that importwatch can read the answer. Rejects like `poll`.
 */
export async function checkImport(
  connecting: Promise<Pick<ConnectedImport, 'poll'>>,
  steps: CheckSteps,
  signal: AbortSignal,
): Promise<void> {
  try {
    const { poll } = await connecting;
    const snapshot = await poll(signal);
    if (snapshot.state === 'not-found') {
      const { message, hint } = unknownId(snapshot);
      throw new ImportwatchError('not-found', message, { hint });
    }
    steps.pass('login');
    steps.pass('permission');
    reportStatus(snapshot, steps);
  } catch (error) {
    if (error instanceof ImportwatchError && isAboutImport(error)) {
      steps.skip('login', uncertain);
      steps.skip('permission', uncertain);
    }
    throw error;
  }
}

const uncertain = 'unknown until an import can be polled';

const unanswered: readonly ErrorCode[] = [
  'unreachable',
  'no-reply',
  'tls',
  'wrong-protocol',
  'proxy',
  'too-many-files',
];

/** The service answered, and the answer says nothing about the login. */
function isAboutImport({ code }: ImportwatchError): boolean {
  return code !== 'refused' && !unanswered.includes(code);
}

function reportStatus(snapshot: ImportSnapshot, steps: CheckSteps): void {
  const { state, vendorState, warnings: [warning] = [], unread = [] } = snapshot;
  const isUnknown = state === 'unknown';
  const words = isUnknown
    ? `unknown status "${vendorState}": importwatch would keep waiting`
    : [stateWords(snapshot), recordsOf(snapshot)].filter(Boolean).join(', ');
  const more = isUnknown ? undefined : warning?.message;
  const lacking = unread.map(({ words }) => words).join(', ');
  const note = [words, more, lacking.replace(/^the/, 'The')]
    .filter(Boolean)
    .join('. ')
    .replaceAll('.. ', '. ');
  const isDoubtful = isUnknown || warning || unread.some(({ key }) => !optionalKey.test(key));
  if (isDoubtful) steps.doubt('import', note);
  else steps.found('import', note);
}

/** Many services send a message only if something goes wrong. */
const optionalKey = /^(also\.)?message$/;
