import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { serve } from '../../src/demo/serve.ts';
import {
  emptyFolder,
  type Program,
  type ProgramOptions,
  type ProgramRun,
  start,
} from './program.ts';

/** Profiles on a server that returns these JSON answers in turn, and then repeats the last one. */
export interface Answers {
  readonly url: string;
  /** A folder with an `.importwatchrc` that contains the profiles. */
  readonly cwd: string;
  start(args: readonly string[], options?: ProgramOptions): Program;
  run(args: readonly string[], options?: ProgramOptions): Promise<ProgramRun>;
}

const open: { close(): Promise<void> }[] = [];

afterAll(() => Promise.all(open.splice(0).map((served) => served.close())));

const described = {
  provider: 'http',
  request: { path: '/jobs/{id}' },
  state: { from: 'status', words: { running: 'running', done: 'succeeded', broken: 'failed' } },
  completed: 'done',
  total: 'total',
  failed: 'failed',
  percent: 'percent',
};

const profiles = {
  api: described,
  plain: described,
  salesforce: { provider: 'salesforce-bulk', accessToken: 'example-token' },
  search: { provider: 'meilisearch' },
};

/** `more` is added to the profile `api`. */
export async function answering(
  bodies: readonly object[],
  more: object = {},
  defaults: object = {},
): Promise<Answers> {
  const left = new Map<string, object[]>();
  const served = await serve(({ path }) => {
    const queue = left.get(path) ?? [...bodies];
    left.set(path, queue);
    return { body: queue.length > 1 ? queue.shift() : queue[0] };
  });
  open.push(served);
  const cwd = emptyFolder();
  const all = Object.entries({ ...profiles, api: { ...described, ...more } }).map(
    ([name, profile]) => [name, { baseUrl: served.url, ...profile }] as const,
  );
  const document = {
    profiles: Object.fromEntries(all),
    defaults: { interval: '50ms', ...defaults },
  };
  writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify(document));
  const startHere: Answers['start'] = (args, options) => start(args, { cwd, ...options });
  return { url: served.url, cwd, start: startHere, run: (...given) => startHere(...given).ended };
}
