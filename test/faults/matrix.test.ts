import { afterAll, describe, expect, it } from 'vitest';
import { createConnector, type Service } from '../../src/core/http/connector.ts';
import type { ImportEvent, ResultEvent } from '../../src/core/model/events.ts';
import type { Outcome } from '../../src/core/model/outcome.ts';
import { createRedactor } from '../../src/core/text/redact.ts';
import { watch } from '../../src/core/watch/watch.ts';
import { watchAll } from '../../src/core/watch/watch-all.ts';
import { type Served, serve } from '../../src/demo/serve.ts';
import { simulated, simulatorOf } from '../../src/demo/simulators/index.ts';
import { connectedImport, networkSend, providerNamed } from '../helpers/connected-import.ts';
import { describedProfile } from '../helpers/described.ts';
import { type Fault, faultProxy } from '../helpers/faults.ts';
import { hurriedClock } from '../helpers/hurried-clock.ts';
import { waiting } from '../helpers/story.ts';

const hurried = hurriedClock(50);

const challenge = '<!DOCTYPE html><html><title>Just a moment...</title></html>';

/** What each means; `believed`: it is an answer like any other. */
const faults: Record<string, readonly [Fault, Outcome | 'believed']> = {
  'a reset before the first byte': [{ kind: 'reset', where: 'before' }, 'succeeded'],
  'a reset in the head': [{ kind: 'reset', where: 'in the head' }, 'succeeded'],
  'a reset in the body': [{ kind: 'reset', where: 'in the body' }, 'succeeded'],
  'a hang before the head': [{ kind: 'hang', where: 'before' }, 'succeeded'],
  'a hang in the head': [{ kind: 'hang', where: 'in the head' }, 'succeeded'],
  'a hang in the body': [{ kind: 'hang', where: 'in the body' }, 'succeeded'],
  'a drip': [{ kind: 'drip', everyMs: 20 }, 'succeeded'],
  'a cut body': [{ kind: 'cut' }, 'succeeded'],
  'a body that is too short': [{ kind: 'wrong length', by: 7 }, 'succeeded'],
  'a body that is too long': [{ kind: 'wrong length', by: -7 }, 'succeeded'],
  'a flood': [{ kind: 'flood', bytes: 300e6 }, 'succeeded'],
  'what is no HTTP': [{ kind: 'garbage' }, 'succeeded'],
  'an empty body': [{ kind: 'answer', status: 200 }, 'succeeded'],
  'HTML in a 200': [
    { kind: 'answer', status: 200, text: '<html><title>Sign in</title></html>' },
    'succeeded',
  ],
  'half of the JSON': [{ kind: 'answer', status: 200, text: '{"status":"SUCC' }, 'succeeded'],
  'another JSON': [{ kind: 'answer', status: 200, text: '[1,2]' }, 'succeeded'],
  'a 204': [{ kind: 'answer', status: 204 }, 'succeeded'],
  'a 408': [{ kind: 'answer', status: 408 }, 'succeeded'],
  'a 425': [{ kind: 'answer', status: 425 }, 'succeeded'],
  'a 429': [{ kind: 'answer', status: 429, headers: { 'retry-after': '1' } }, 'succeeded'],
  'a 500': [{ kind: 'answer', status: 500, text: '{"error":"oops"}' }, 'succeeded'],
  'a 502 page': [{ kind: 'answer', status: 502, text: '<html>Bad Gateway' }, 'succeeded'],
  'a 503': [{ kind: 'answer', status: 503, headers: { 'retry-after': '2' } }, 'succeeded'],
  'a 504': [{ kind: 'answer', status: 504 }, 'succeeded'],
  'a 206 nobody asked for': [
    { kind: 'headers', status: 206, headers: { 'content-range': 'bytes 0-99/100' } },
    'succeeded',
  ],
  'a 400': [{ kind: 'answer', status: 400, text: 'no' }, 'no-answer'],
  'a 401': [{ kind: 'answer', status: 401, text: 'no' }, 'refused'],
  'a 403': [{ kind: 'answer', status: 403, text: 'no' }, 'refused'],
  'a 404': [{ kind: 'answer', status: 404, text: 'no' }, 'not-found'],
  'a page with 403': [{ kind: 'answer', status: 403, text: challenge }, 'refused'],
  'a page with 404': [{ kind: 'answer', status: 404, text: challenge }, 'not-found'],
  'an answer from a cache': [{ kind: 'headers', headers: { age: '86400' } }, 'believed'],
  'a 410': [{ kind: 'answer', status: 410, text: 'no' }, 'no-answer'],
  'a redirect elsewhere': [
    { kind: 'answer', status: 302, headers: { location: 'http://127.0.0.2:9/' } },
    'no-answer',
  ],
  'a redirect without end': [
    { kind: 'answer', status: 307, headers: { location: '/again' } },
    'no-answer',
  ],
};

const moments = ['first poll', 'login', 'mid-wait', 'last poll'] as const;
type Moment = (typeof moments)[number];

const isLogin = (path: string) => path.endsWith('/login');
/** What these mean of a login rather than of an import. */
const ofLogin: Record<string, Outcome> = {
  'a 400': 'refused',
  'a 404': 'no-answer',
  'a page with 404': 'no-answer',
};
const pages = ['a page with 403', 'a page with 404'];

/** A service that has answered before, be it a login, doesn't send pages or forget an import. */
function meaningOf(fault: string, moment: Moment, name: string): Outcome | 'believed' {
  const [, usual] = faults[fault] as (typeof faults)[string];
  if (moment === 'login') return ofLogin[fault] ?? usual;
  if (pages.includes(fault) && (moment !== 'first poll' || loggingIn.has(name))) return 'succeeded';
  return fault === 'a 404' && moment !== 'first poll' ? 'no-answer' : usual;
}

/** In answers; the simulated import is complete with the last of them. */
const midWait = 4;
const answersToEnd = 8;

const loggingIn = new Set<string>();
for (const name of simulated) {
  const simulate = await simulatorOf(name);
  const simulator = await simulate({ progress: () => 0 });
  const { settings, id } = simulator;
  const send = networkSend(60_000);
  const connected = connectedImport(providerNamed(name), { settings, id, clock: hurried, send });
  await connected.poll(new AbortController().signal);
  if (simulator.requests.some(({ path }) => isLogin(path))) loggingIn.add(name);
  await simulator.close();
}

const cases = simulated.flatMap((name) =>
  moments
    .filter((moment) => moment !== 'login' || loggingIn.has(name))
    .flatMap((moment) =>
      Object.keys(faults).flatMap((fault) =>
        (['passes', 'stays'] as const).map((lasts) => ({ name, moment, fault, lasts })),
      ),
    ),
);
const misjudged: string[] = [];

/** What takes longer than an outage may last, once; for how long the process is stopped meanwhile. */
const stops = [
  { stop: 'a request that hangs for longer than an outage', kind: 'hang', stoppedMs: 0 },
  { stop: 'a process that is stopped in mid-request', kind: 'reset', stoppedMs: 900_000 },
] as const;
const stopCases = stops.flatMap((stop) =>
  simulated.flatMap((name) =>
    moments
      .filter((moment) => moment !== 'login' || loggingIn.has(name))
      .map((moment) => ({ ...stop, name, moment })),
  ),
);

/** The providers, and an API that only its profile describes. */
const pausing = [...simulated, 'http'];

/** Where the profile of an API tells runs apart, and where it doesn't. */
const reuseCases = [
  { tells: true, shows: 'importing', moment: 'mid-wait' },
  { tells: true, shows: 'importing', moment: 'last poll' },
  { tells: true, shows: 'imported', moment: 'mid-wait' },
  { tells: true, shows: 'imported', moment: 'last poll' },
  { tells: false, shows: 'importing', moment: 'mid-wait' },
] as const;

afterAll(() => {
  const kinds = Object.keys(faults).length + stops.length + 2;
  const size = `${kinds} faults, ${moments.length} moments, ${pausing.length} providers, passing and lasting`;
  const runs = cases.length + stopCases.length + pausing.length + reuseCases.length;
  process.stdout.write(`fault matrix: ${size}: ${runs} runs, ${misjudged.length} misjudged\n`);
});

async function watchThrough(
  name: string,
  fault: Fault,
  moment: Moment,
  lasts: string,
  maxOutageMs: number,
  stoppedMs = 0,
  // Of what hangs. Good answers come sooner, or are asked for again.
  requestMs = 150,
) {
  let skippedMs = 0;
  const clock = { ...hurried, monotonic: () => hurried.monotonic() + skippedMs };
  let answered = 0;
  let spoilt = 0;
  const simulate = await simulatorOf(name);
  const simulator = await simulate({ progress: () => Math.min(1, answered / answersToEnd) });
  const due = (path: string): boolean => {
    if (moment === 'login') return isLogin(path);
    if (isLogin(path)) return false;
    if (moment === 'first poll') return true;
    return answered >= (moment === 'mid-wait' ? midWait : answersToEnd - 1);
  };
  const proxy = await faultProxy(simulator.url, ({ path }) => {
    const most = lasts === 'once' ? 1 : 2;
    if (due(path) && (lasts === 'stays' || spoilt < most || path === '/again')) {
      spoilt += 1;
      skippedMs += stoppedMs;
      if (fault.kind === 'headers' && !isLogin(path)) answered += 1;
      return fault;
    }
    if (!isLogin(path)) answered += 1;
    return undefined;
  });
  const connected = connectedImport(providerNamed(name), {
    settings: { ...simulator.settings, baseUrl: proxy.url },
    id: simulator.id,
    clock,
    send: networkSend(['hang', 'drip'].includes(fault.kind) ? requestMs : 60_000),
  });
  const options = { ...waiting, intervalMs: 500, maxOutageMs };
  const world = { clock, random: () => 0.5 };
  let result: ResultEvent | undefined;
  try {
    for await (const event of watch(connected, options, world, new AbortController().signal)) {
      if (event.type === 'result') result = event;
    }
  } finally {
    await Promise.all([proxy.close(), simulator.close()]);
  }
  return { result: result as ResultEvent, spoilt };
}

describe.each(simulated)('%s', (name) => {
  const here = cases.filter((one) => one.name === name);
  it.concurrent.each(here)(
    'at the $moment, $fault that $lasts',
    async ({ moment, fault, lasts }) => {
      const [kind] = faults[fault] as (typeof faults)[string];
      const meaning = meaningOf(fault, moment, name);
      const outage = meaning === 'succeeded' && lasts === 'stays';
      const maxOutageMs = outage ? 8000 : 3e6;
      const { result, spoilt } = await watchThrough(name, kind, moment, lasts, maxOutageMs);
      const expected = outage ? 'no-answer' : meaning === 'believed' ? 'succeeded' : meaning;
      if (result.outcome !== expected) misjudged.push(`${name}, ${moment}, ${fault}, ${lasts}`);
      if (!outage) expect(spoilt).toBeGreaterThan(0);
      expect(result, result.error?.message).toMatchObject({ outcome: expected });
    },
    60_000,
  );
});

it.concurrent.each(stopCases)(
  '$name, at the $moment, $stop',
  async ({ stop, kind, stoppedMs, name, moment }) => {
    const fault = { kind, where: 'before' } as const;
    // In the time of the watch far longer than the outage, and here longer than a busy machine needs.
    const times = [5000, stoppedMs, 4000] as const;
    const { result, spoilt } = await watchThrough(name, fault, moment, 'once', ...times);
    if (result.outcome !== 'succeeded') misjudged.push(`${name}, ${moment}, ${stop}`);
    expect(spoilt).toBe(1);
    expect(result, result.error?.message).toMatchObject({ outcome: 'succeeded' });
  },
  60_000,
);

const description = [
  'request: { path: "/jobs/{id}" }',
  'state: { from: state, words: { importing: running, imported: succeeded } }',
  'completed: done',
  'total: all',
  'startedAt: started',
];
const thisRun = { state: 'importing', done: 900, all: 1000, started: '2026-01-05T08:00:00Z' };
const otherRun = { done: 3, all: 1000, started: '2026-01-05T09:00:00Z' };

/** A service on loopback, and how it is reached there or elsewhere. */
interface Place {
  readonly served: Served;
  readonly id: string | undefined;
  at(url: string): Promise<Service>;
}

async function placeOf(name: string, progress: () => number): Promise<Place> {
  if (name === 'http') {
    const body = () => ({ ...thisRun, state: progress() < 1 ? 'importing' : 'imported' });
    return described(await serve(() => ({ body: body() })));
  }
  const simulate = await simulatorOf(name);
  return simulatedPlace(name, await simulate({ progress }));
}

function described(served: Served, ...more: readonly string[]): Place {
  const at = (url: string) =>
    describedProfile([`baseUrl: ${url}`, ...description, ...more].join('\n'));
  return { served, id: 'a1', at };
}

function simulatedPlace(
  name: string,
  simulator: Served & Pick<Service, 'settings'> & { readonly id?: string },
): Place {
  const at = async (url: string) => ({
    name,
    provider: providerNamed(name),
    settings: { ...simulator.settings, baseUrl: url },
    baseUrl: new URL(url),
    headers: {},
    insecureTls: false,
    secrets: [],
  });
  return { served: simulator, id: simulator.id, at };
}

/** Watches the import of a place so many times at once, over one connection. */
async function* watchAt(
  service: Service,
  id: string | undefined,
  times: number,
  onSend = () => {},
) {
  const network = networkSend(60_000);
  const connector = createConnector<Service>({
    clock: hurried,
    redactor: createRedactor(),
    createSend: async () => (request, signal) => {
      onSend();
      return network(request, signal);
    },
  });
  const options = { ...waiting, intervalMs: 500, maxOutageMs: 3e6 };
  const imports = Array.from({ length: times }, async () => ({
    connected: await connector.connect({ ...(id !== undefined && { id }) }, service),
    options,
  }));
  const world = { clock: hurried, random: () => 0.5 };
  const never = new AbortController().signal;
  for await (const event of watchAll(await Promise.all(imports), waiting, world, never)) {
    if (event.type !== 'end') yield event;
  }
}

it.concurrent.each(pausing)(
  '%s, during a wait, a pause crossed by an older answer',
  async (name) => {
    const wantedSeconds = 20;
    let answered = 0;
    let isHeld = false;
    let pausedMs = Number.POSITIVE_INFINITY;
    let crossedMs = Number.POSITIVE_INFINITY;
    let cross = () => {};
    const until = new Promise<void>((resolve) => {
      cross = resolve;
    });
    const place = await placeOf(name, () => Math.min(1, answered / answersToEnd));
    const proxy = await faultProxy(place.served.url, ({ path }) => {
      if (isLogin(path)) return undefined;
      answered += 1;
      if (answered < midWait) return undefined;
      if (!isHeld) {
        isHeld = true;
        return { kind: 'held', until };
      }
      if (pausedMs < Number.POSITIVE_INFINITY) return undefined;
      pausedMs = hurried.monotonic();
      const headers = { 'retry-after': String(wantedSeconds) };
      return { kind: 'answer', status: 429, headers };
    });
    const sentMs: number[] = [];
    const outcomes: (Outcome | null)[] = [];
    const onSend = () => sentMs.push(hurried.monotonic());
    try {
      const service = await place.at(proxy.url);
      for await (const event of watchAt(service, place.id, 2, onSend)) {
        if (event.type === 'retry' && crossedMs === Number.POSITIVE_INFINITY) {
          crossedMs = hurried.monotonic();
          cross();
        }
        if (event.type === 'result') outcomes.push(event.outcome);
      }
    } finally {
      await Promise.all([proxy.close(), place.served.close()]);
    }
    const endMs = pausedMs + wantedSeconds * 1000;
    const early = sentMs.filter((ms) => ms > crossedMs && ms < endMs);
    if (early.length > 0 || outcomes.some((outcome) => outcome !== 'succeeded')) {
      misjudged.push(`${name}, a pause crossed by an older answer`);
    }
    expect(early).toEqual([]);
    expect(sentMs.at(-1)).toBeGreaterThan(endMs);
    expect(outcomes).toEqual(['succeeded', 'succeeded']);
  },
  60_000,
);

it.concurrent.each(reuseCases)(
  'at the $moment, an id reused for a run that is $shows, identified: $tells',
  async ({ tells, shows, moment }) => {
    const from = moment === 'mid-wait' ? midWait : answersToEnd - 1;
    let asked = () => 0;
    const progress = () => Math.min(1, asked() / answersToEnd);
    const served = await serve(() => {
      if (asked() <= from) return { body: thisRun };
      return { body: { ...otherRun, state: progress() < 1 ? shows : 'imported' } };
    });
    asked = () => served.requests.length;
    const { id, at } = described(served, ...(tells ? ['run: started'] : []));
    const events: ImportEvent[] = [];
    try {
      for await (const event of watchAt(await at(served.url), id, 1)) events.push(event);
    } finally {
      await served.close();
    }
    const { outcome, error } = events.at(-1) as ResultEvent;
    const doubts = events.filter((event) => event.type === 'warning' && event.code === 'other-run');
    const found = [outcome, error?.code, doubts.length];
    const expected = tells ? ['no-answer', 'superseded', 0] : ['succeeded', undefined, 1];
    if (String(found) !== String(expected)) misjudged.push(`${moment}, a reused id`);
    expect(found).toEqual(expected);
  },
  60_000,
);
