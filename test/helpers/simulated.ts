import { afterAll } from 'vitest';
import { variableName } from '../../src/config/file/names.ts';
import type { Handler, Reply } from '../../src/demo/serve.ts';
import type { Simulator } from '../../src/demo/simulator.ts';
import { simulatorOf } from '../../src/demo/simulators/index.ts';
import type { RocketchatOptions } from '../../src/demo/simulators/rocketchat.ts';
import { type Program, type ProgramOptions, type ProgramRun, start } from './program.ts';

export type SimulatedOptions = Partial<RocketchatOptions> & {
  /** The number of requests after which the import has ended. `Infinity`: never. */
  readonly steps?: number;
};

type AskOptions = ProgramOptions & {
  /** By default the import of the service. */
  readonly target?: string;
};

/** A simulated service, and the program that polls it. */
export interface Simulated extends Simulator {
  readonly provider: string;
  /** Options and environment that make the program poll this service. */
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Runs a command with its own options. Adds those for the service, and the target. */
  run(args: readonly string[], options?: AskOptions): Promise<ProgramRun>;
  start(args: readonly string[], options?: AskOptions): Program;
}

const open: Simulator[] = [];

afterAll(() => Promise.all(open.splice(0).map((simulator) => simulator.close())));

export async function simulated(
  provider: string,
  { steps = 6, ...options }: SimulatedOptions = {},
): Promise<Simulated> {
  const simulate = await simulatorOf(provider);
  const simulator: Simulator = await simulate({
    progress: () => (steps === Infinity ? 0.4 : Math.min(1, simulator.requests.length / steps)),
    ...options,
  });
  open.push(simulator);
  const { baseUrl = '', ...settings } = simulator.settings;
  const env = Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [variableName(key), value]),
  );
  const flags = ['--provider', provider, '--base-url', baseUrl];

  function startAsking(
    [command = '', ...rest]: readonly string[],
    { target = simulator.id, ...options }: AskOptions = {},
  ): Program {
    const pace = command === 'wait' && !rest.includes('--interval') ? ['--interval', '50ms'] : [];
    const targets = target === undefined ? [] : [target];
    return start([command, ...flags, ...pace, ...rest, ...targets], {
      ...options,
      env: { ...env, ...options.env },
    });
  }

  return {
    ...simulator,
    provider,
    flags,
    env,
    start: startAsking,
    run: (args, options) => startAsking(args, options).ended,
  };
}

/** Replaces the service's answers by these, in turn. `undefined` leaves one unchanged. */
export function inTurn(...replies: readonly (Reply | undefined)[]): Handler {
  const left = [...replies];
  return () => left.shift();
}

/** Never answers, after the first `pass` requests. `asked` resolves at the first unanswered one. */
export function hanging(pass = 0): { readonly intercept: Handler; readonly asked: Promise<void> } {
  let asked = (): void => {};
  let left = pass;
  return {
    asked: new Promise((resolve) => {
      asked = resolve;
    }),
    intercept() {
      if (left-- > 0) return undefined;
      asked();
      return new Promise(() => {});
    },
  };
}
