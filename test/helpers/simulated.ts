import { afterAll } from 'vitest';
import { variableName } from '../../src/config/file/names.ts';
import type { Handler, Reply } from '../../src/demo/serve.ts';
import type { Simulator } from '../../src/demo/simulator.ts';
import { simulatorOf } from '../../src/demo/simulators/index.ts';
import type { RocketchatOptions } from '../../src/demo/simulators/rocketchat.ts';
import { type Program, type ProgramOptions, type ProgramRun, start } from './program.ts';

export type SimulatedOptions = Partial<RocketchatOptions> & {
  /** After so many requests the import is at its end; `Infinity`: it stays where it is. */
  readonly steps?: number;
};

type AskOptions = ProgramOptions & {
  /** By default the import that runs there. */
  readonly target?: string;
};

/** A simulated service, and the program that asks it. */
export interface Simulated extends Simulator {
  readonly provider: string;
  /** What makes the program ask it: options, and the environment. */
  readonly flags: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** A command with its own options; those that lead to the service and the target are added. */
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

/** One answer after the other instead of the service's own, which `undefined` lets pass. */
export function inTurn(...replies: readonly (Reply | undefined)[]): Handler {
  const left = [...replies];
  return () => left.shift();
}

/** Never answers; `asked` resolves when something is asked, after `pass` requests that went well. */
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
