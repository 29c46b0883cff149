import type { Profile } from '../../config/profile/profile.ts';
import type { Connector } from '../../core/http/connector.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import {
  defaultWaitOptions,
  type WaitOptions,
  type WatchOptions,
} from '../../core/model/options.ts';
import { exitCodes } from '../../core/model/outcome.ts';
import type { ConnectedImport } from '../../core/pacing/connected-import.ts';
import { slowestPollMs, usualOutageMs } from '../../core/pacing/schedule.ts';
import { plainText } from '../../core/text/text.ts';
import { clockAt, type ReplayClock, serveRecording } from '../../demo/replay.ts';
import type { Served } from '../../demo/serve.ts';
import type { Recording, SavedTarget } from '../../recording/parse-recording.ts';
import type { CommonFlags } from '../flags.ts';
import { endStream } from '../output/end-stream.ts';
import {
  createPresenter,
  isInteractive,
  type Presenter,
  type ShowOptions,
} from '../output/presenter.ts';
import { showWatch } from '../output/show-watch.ts';
import { createProfileConnector } from '../watching/connect-profiles.ts';
import { loadRecording, profileOf } from '../watching/load-recording.ts';
import type { World } from '../world.ts';

export type ReplayFlags = ShowOptions &
  Pick<CommonFlags, 'verbose'> & {
    /** How many times as fast. */
    readonly speed?: string;
  };

/** Time for a poll after the last answer of a recording that was cut. */
const afterLastMs = 1000;
/** An end that counts only after several polls. */
const mostPolls = 5;

/**
 * Watches the imports of a recording again, as `wait` or `status` watched them, at the time of the
 * recording. Returns the exit code.
 */
export async function replay(folder: string, flags: ReplayFlags, real: World): Promise<number> {
  const servers: Served[] = [];
  let presenter: Presenter | undefined;
  try {
    const speed = speedOf(flags.speed);
    const recording = await loadRecording(folder, real);
    const { index, targets, answers } = recording;
    const lastMs = answers.reduce((last, { ms }) => Math.max(last, ms), 0);
    const world = {
      ...real,
      clock: clockAt(Date.parse(index.startedAt), speed, real.clock),
    };
    const log = flags.verbose ? (line: string) => presenter?.log(line) : undefined;
    const connect = await connecting(recording, servers, world, log);
    const interactive = isInteractive(flags, world);
    const imports = await Promise.all(
      targets.map(async (target) => ({
        connected: await connect(target),
        options: optionsOf(target, lastMs, interactive),
      })),
    );
    const once = imports.every(({ options }) => options.once);
    const about = { once, resume: null, imports: imports.length };
    presenter = await createPresenter({ ...flags, ...about }, world);
    const some = (key: 'any' | 'failFast') => !once && imports.some(({ options }) => options[key]);
    const group = { any: some('any'), failFast: some('failFast') };
    const exitCode = await showWatch(imports, group, presenter, world);
    const isOver = exitCode === exitCodes['timed-out'] && index.exitCode !== exitCode;
    if ((isOver || targets.some(isCut)) && !flags.json && !flags.quiet) {
      world.stderr.write('importwatch: The recording ends before the import does.\n');
    }
    return exitCode;
  } catch (error) {
    if (flags.json && presenter === undefined) endStream(error, real);
    throw error;
  } finally {
    await Promise.all(servers.map((server) => server.close()));
  }
}

/** Connects targets to servers that play the recording, one server for each profile. */
async function connecting(
  recording: Recording,
  servers: Served[],
  world: ReplayWorld,
  log: ((line: string) => void) | undefined,
): Promise<(target: SavedTarget) => Promise<ConnectedImport>> {
  const { targets, answers } = recording;
  if (targets.length === 0) {
    const message = 'The recording contains no import, so there is nothing to replay.';
    throw new ImportwatchError('usage', message, {
      hint: 'Record a wait. To read single answers: importwatch check --answer <folder>',
    });
  }
  const connected = new Map<string, Connected>();
  for (const name of new Set(targets.map(({ profile }) => profile))) {
    const profile = await profileOf(recording, name, world);
    const own = answers.filter(({ request }) => request.profile === name);
    const server = await serveRecording(own, world.clock.monotonic);
    servers.push(server);
    const created = createProfileConnector({ ...world, createSend: toServer(server, world) }, log);
    connected.set(name, { profile, connector: created });
  }
  return ({ profile: name, id }) => {
    const { profile, connector } = connected.get(name) as Connected;
    return connector.connect(id === undefined ? {} : { id }, profile);
  };
}

interface ReplayWorld extends World {
  readonly clock: ReplayClock;
}

interface Connected {
  readonly profile: Profile;
  readonly connector: Connector<Profile>;
}

/** Every request goes to the loopback server, whatever its address is. */
function toServer({ url }: Served, { clock, createSend }: ReplayWorld): World['createSend'] {
  return async (options) => {
    const { proxy: _proxy, ca: _ca, caFile: _caFile, ...plain } = options;
    const send = await clock.standStill(() => createSend(plain));
    return (request, signal) => {
      const { pathname, search } = request.url;
      const here = { ...request, url: new URL(pathname + search, url) };
      return clock.standStill(() => send(here, signal));
    };
  };
}

function isCut({ outcome }: SavedTarget): boolean {
  return outcome === undefined || outcome === 'interrupted';
}

/** The options of the recorded wait, with a limit, because answers can be missing at the end. */
function optionsOf(target: SavedTarget, lastMs: number, interactive: boolean): WatchOptions {
  const options = { ...defaultWaitOptions, once: false, ...target.options() };
  const { timeoutMs = Infinity, until } = options;
  const limitMs = lastMs + (isCut(target) ? afterLastMs : longestEndMs(options));
  const isEndless = timeoutMs === Infinity && until === undefined;
  return {
    ...options,
    ...((isCut(target) || isEndless) && { timeoutMs: Math.min(timeoutMs, limitMs) }),
    interactive,
    jitter: false,
  };
}

/** The longest time from the last answer to an end that follows from the answers. */
function longestEndMs(options: WaitOptions): number {
  const {
    intervalMs,
    stallTimeoutMs = 0,
    maxOutageMs = usualOutageMs,
    appearTimeoutMs = 0,
  } = options;
  const pollMs = intervalMs === 'auto' ? slowestPollMs : intervalMs;
  return Math.max(stallTimeoutMs, maxOutageMs, appearTimeoutMs) + mostPolls * pollMs;
}

function speedOf(raw: string | undefined): number {
  const speed = raw === undefined ? 1 : Number(raw.replace(/x$/, ''));
  if (speed > 0 && speed <= 10_000) return speed;
  throw new ImportwatchError(
    'usage',
    `--speed: "${plainText(raw ?? '', 60)}" isn't a positive number up to 10000.`,
    {
      hint: 'For example, --speed 60 replays 60 times as fast.',
    },
  );
}
