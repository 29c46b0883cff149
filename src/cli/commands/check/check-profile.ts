import type { Profile } from '../../../config/profile/profile.ts';
import { resolveProfile } from '../../../config/profile/resolve-profile.ts';
import type { ProfileEntry } from '../../../config/schema/config.ts';
import { exposedFiles } from '../../../config/secrets/exposed-files.ts';
import { secretOrigins } from '../../../config/secrets/secret-origin.ts';
import { secretDoubts } from '../../../config/secrets/secret-values.ts';
import type { Connector } from '../../../core/http/connector.ts';
import { errorReport, exitCodeOf, ImportwatchError } from '../../../core/model/errors.ts';
import { abortable } from '../../../core/ports/abort.ts';
import type { TransportOptions } from '../../../core/ports/send.ts';
import type { Connection } from '../../../core/provider/provider.ts';
import { quoted } from '../../../render/result/quote.ts';
import { originWords } from '../../output/origin-words.ts';
import { createProfileConnector } from '../../watching/connect-profiles.ts';
import type { World } from '../../world.ts';
import { checkImport } from './check-import.ts';
import {
  type CheckStep,
  type CheckSteps,
  createSteps,
  importStepNames,
  stepNames,
} from './check-steps.ts';
import { probingProfile } from './probe.ts';

/** Receives a line for each request. */
type Log = (line: string) => void;

/** The result of checking a profile. */
export interface ProfileCheck {
  readonly profile: string;
  readonly provider: string;
  /** The import that was polled for the check. */
  readonly id?: string;
  readonly exitCode: number;
  readonly needsId: boolean;
  readonly steps: readonly CheckStep[];
}

/** An import to poll once. `id` is absent for a service that needs none. */
export interface CheckedImport {
  readonly id?: string;
}

/**
 * Checks a profile step by step, with the requests of a real watch, and polls `target` once.
 * `report` receives each step when it is done. Rejects only with the reason of `world.stop`, or a
 * bug.
 */
export async function checkProfile(
  entry: ProfileEntry,
  world: World,
  report: (step: CheckStep) => void,
  { log, target }: { readonly log?: Log | undefined; readonly target?: CheckedImport } = {},
): Promise<ProfileCheck> {
  const { clock, config, stop } = world;
  const steps = createSteps(target ? importStepNames : stepNames, clock.monotonic, report);
  const { path, draft } = entry.file;
  const from = draft ? `would be written to ${path}` : path;
  let exitCode = 0;
  let needsId = entry.provider.id.required;
  try {
    const profile = await abortable(resolveProfile(entry, config), stop);
    // For a described API, the description decides, and not the provider.
    needsId = profile.provider.id.required;
    const connector = observing(profile, steps, world, log);
    const connection = await abortable(connector.connection(profile), stop);
    const [warning] = profile.provider.warnings?.(profile.settings, clock.now()) ?? [];
    if (warning) steps.doubt('configuration', `${from}: ${warning.message}`);
    else steps.found('configuration', from);
    await reportSecrets(entry, profile, steps, world);
    const service = { profile, connection, connector };
    await abortable(tryService(service, target, steps, world), stop);
  } catch (error) {
    if (!(error instanceof ImportwatchError)) throw error;
    exitCode = exitCodeOf(error);
    if (error.code === 'secret') steps.found('configuration', from);
    steps.fail(errorReport(error), error.outcome === 'usage' ? 'configuration' : 'DNS');
  }
  const provider = entry.provider.name;
  return { profile: entry.name, provider, ...target, exitCode, needsId, steps: steps.all };
}

async function reportSecrets(
  entry: ProfileEntry,
  { weakSecrets = [] }: Profile,
  steps: CheckSteps,
  { config, platform }: World,
): Promise<void> {
  const [doubt] = secretDoubts(entry);
  if (doubt) return steps.doubt('secrets', doubt.message);
  const [exposed] = await exposedFiles(entry, config);
  if (exposed) {
    const mode = exposed.mode.toString(8).padStart(3, '0');
    steps.doubt(
      'secrets',
      `other users can read ${exposed.path} (mode ${mode}). Run: chmod 600 ${quoted(exposed.path, platform)}`,
    );
    return;
  }
  if (weakSecrets.length > 0) {
    const [are, words] = weakSecrets.length > 1 ? ['are', 'common words'] : ['is', 'a common word'];
    return steps.doubt('secrets', `${weakSecrets.join(', ')} ${are} short or ${words}`);
  }
  const note = secretOrigins(entry, config.env).map(originWords).join(', ');
  steps.pass('secrets', note || 'none');
}

/** Connects as a watch does, and reports the connection phases of each request. */
function observing(
  profile: Profile,
  steps: CheckSteps,
  world: World,
  log?: Log,
): Connector<Profile> {
  const onPhase = phasesOf(profile, steps);
  const observed: World = {
    ...world,
    createSend: (options) => world.createSend({ ...options, onPhase }),
  };
  return createProfileConnector(observed, log);
}

interface Checked {
  readonly profile: Profile;
  readonly connection: Connection;
  readonly connector: Connector<Profile>;
}

async function tryService(
  { profile, connection: { probe, logIn }, connector }: Checked,
  target: CheckedImport | undefined,
  steps: CheckSteps,
  { stop }: World,
): Promise<void> {
  if (probe) {
    await probe(stop, () => steps.pass('login'));
    steps.pass('permission');
  } else {
    const { probe: probeAddress } = await connector.connection(probingProfile(profile));
    await probeAddress?.(stop, () => {});
    await logIn?.(stop);
    if (logIn) steps.pass('login');
  }
  if (target) return checkImport(connector.connect(target, profile), steps, stop);
  const { name, provider } = profile;
  const id = provider.id.required ? '<id>' : '';
  const how = `not tested: needs an import, such as ${name}:${id}`;
  // A step that has passed stays passed.
  steps.skip('login', how);
  steps.skip('permission', how);
}

function phasesOf(
  { baseUrl: { hostname, protocol }, insecureTls }: Profile,
  steps: CheckSteps,
): NonNullable<TransportOptions['onPhase']> {
  const isAddress = /^[\d.]+$|^\[/.test(hostname);
  return (phase, found) => {
    if (isAddress) steps.skip('DNS', `${hostname} is an IP address`);
    if (phase === 'name') return steps.pass('DNS', found);
    if (phase === 'connection') {
      steps.pass('connection', found);
      if (protocol === 'http:') steps.skip('TLS', 'plain http');
      return;
    }
    if (insecureTls) steps.doubt('TLS', "the certificate isn't verified (insecureTls)");
    else steps.pass('TLS', found);
  };
}
