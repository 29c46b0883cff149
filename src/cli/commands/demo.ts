import { didYouMean } from '../../config/file/nearest.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import { defaultWaitOptions } from '../../core/model/options.ts';
import { either } from '../../core/text/either.ts';
import { plainText } from '../../core/text/text.ts';
import type { SimulatedOutcome } from '../../demo/simulator.ts';
import { simulated, simulatorOf } from '../../demo/simulators/index.ts';
import { providers } from '../../providers/index.ts';
import { endStream } from '../output/end-stream.ts';
import { createPresenter, isInteractive, type Presenter } from '../output/presenter.ts';
import { showWatch } from '../output/show-watch.ts';
import { createProfileConnector } from '../watching/connect-profiles.ts';
import type { World } from '../world.ts';
import type { ReplayFlags } from './replay.ts';

export type DemoFlags = ReplayFlags & {
  readonly outcome: SimulatedOutcome;
  /** The folder of a recording, to be played instead of a simulation. */
  readonly replay?: string;
};

const durationMs = 10_000;
const intervalMs = 500;

/**
 * Watches a simulated import as `wait` watches a real one. `given`: the words of the command line
 * that only a simulation uses. Returns the exit code.
 */
export async function demo(
  name: string,
  flags: DemoFlags,
  world: World,
  given: readonly string[],
): Promise<number> {
  const refuse = (message: string, hint: string): never => {
    const error = new ImportwatchError('usage', message, { hint });
    if (flags.json) endStream(error, world);
    throw error;
  };
  if (flags.replay !== undefined) {
    const [first] = given.map((word) => plainText(word));
    if (first !== undefined) {
      const hint = `A recording has its own service and outcome. Leave out ${first}.`;
      refuse(`--replay and ${first} can't be combined.`, hint);
    }
    const { replay } = await import('./replay.ts');
    return replay(flags.replay, flags, world);
  }
  if (flags.speed !== undefined) {
    const example = 'importwatch demo --replay ./recording --speed 60';
    refuse('--speed needs --replay.', `Name the folder of a recording: ${example}`);
  }
  const provider = providers.find((provider) => provider.name === name);
  if (provider === undefined || !simulated.includes(name)) {
    const message = `There is no demo for "${name}".${didYouMean(name, simulated)}`;
    return refuse(message, `Use ${either(simulated)}.`);
  }
  const startedMs = world.clock.monotonic();
  const simulate = await simulatorOf(name);
  const simulator = await simulate({
    outcome: flags.outcome,
    progress: () => Math.min(1, (world.clock.monotonic() - startedMs) / durationMs),
    now: world.clock.now,
  });
  try {
    let presenter: Presenter | undefined;
    const connector = createProfileConnector(
      world,
      flags.verbose ? (line) => presenter?.log(line) : undefined,
    );
    const profile = {
      name: 'demo',
      provider,
      settings: simulator.settings,
      baseUrl: new URL(simulator.url),
      headers: {},
      requestTimeoutMs: 15_000,
      allowHttp: true,
      insecureTls: false,
      maxBodyBytes: 1024 * 1024,
      wait: {},
      defaults: {},
      source: 'demo',
      secrets: [],
    };
    const { id } = simulator;
    const options = {
      ...defaultWaitOptions,
      intervalMs,
      onActionRequired: 'wait' as const,
      once: false,
      interactive: isInteractive(flags, world),
      jitter: false,
    };
    const connected = await connector.connect(id === undefined ? {} : { id }, profile);
    presenter = await createPresenter({ ...flags, once: false, resume: null, imports: 1 }, world);
    const exitCode = await showWatch([{ connected, options }], options, presenter, world);
    if (isInteractive(flags, world) && !flags.quiet && !flags.json && !world.stop.aborted)
      world.stderr.write('  Next: importwatch init\n');
    return exitCode;
  } finally {
    await simulator.close();
  }
}
