import { ImportwatchError } from '../../../core/model/errors.ts';
import { exitCodes } from '../../../core/model/outcome.ts';
import type { ImportSnapshot } from '../../../core/model/snapshot.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Send } from '../../../core/ports/send.ts';
import type { Explanation } from '../../../core/provider/explanation.ts';
import type { Provider } from '../../../core/provider/provider.ts';
import { formatDuration } from '../../../core/text/duration.ts';
import { inertJson } from '../../../core/text/inert-json.ts';
import { parseJson } from '../../../core/text/json.ts';
import { plainText } from '../../../core/text/text.ts';
import type { Recording, SavedAnswer, SavedTarget } from '../../../recording/parse-recording.ts';
import { createPlayer } from '../../../recording/player.ts';
import { snapshotObject } from '../../../render/json/json-lines.ts';
import { writeJson } from '../../output/write-json.ts';
import { createProfileConnector } from '../../watching/connect-profiles.ts';
import { loadRecording, profileOf } from '../../watching/load-recording.ts';
import type { World } from '../../world.ts';
import type { CheckFlags } from './check.ts';
import { traceTable } from './trace-table.ts';

/** One poll: the answers it got, and what follows from them. */
interface PlayedPoll {
  readonly answers: readonly SavedAnswer[];
  /** How the description reads the last of them, if there is a description. */
  readonly explanation?: Explanation | undefined;
  readonly snapshot?: ImportSnapshot;
  /** Why there is no snapshot. */
  readonly problem?: string;
}

/** An end that counts only after several polls can follow from a single answer, repeated. */
const mostRepeats = 5;

/**
 * Shows what importwatch makes of each answer of a recording, in their order. It sends nothing.
 * Returns 0 if the last poll gives a snapshot.
 */
export async function checkRecording(
  folder: string,
  named: string | undefined,
  flags: CheckFlags,
  world: World,
): Promise<number> {
  if (named !== undefined) {
    throw new ImportwatchError('usage', 'A recording has its own profiles.', {
      hint: `Remove "${plainText(named)}". To test another description, edit the profile in ${plainText(folder)}/recording.json.`,
    });
  }
  const recording = await loadRecording(folder, world);
  const polls: PlayedPoll[] = [];
  for (const target of recording.targets) {
    polls.push(...(await playTarget(recording, target, world)));
  }
  const used = new Set(polls.flatMap(({ answers }) => answers.map(({ file }) => file)));
  const unused = recording.answers.filter(({ file }) => !used.has(file));
  if (flags.json) {
    const shown = polls.map(({ answers, explanation, snapshot, ...rest }) => ({
      files: answers.map(({ file }) => file),
      ...(explanation && { explanation: { ...explanation, snapshot: undefined } }),
      ...rest,
      ...(snapshot && { snapshot: snapshotObject(snapshot) }),
    }));
    writeJson({ polls: shown, unused: unused.map(({ file }) => file) }, world);
  } else {
    const rest =
      unused.length > 0 ? [`Answers that weren't used:\n${unused.map(line).join('\n')}`] : [];
    world.stdout.write(`${[...polls.map(textOf), ...rest].join('\n\n')}\n`);
  }
  return polls.at(-1)?.snapshot ? exitCodes.succeeded : exitCodes.usage;
}

async function playTarget(
  recording: Recording,
  { profile: name, id }: SavedTarget,
  world: World,
): Promise<readonly PlayedPoll[]> {
  const profile = await profileOf(recording, name, world);
  const clock = movedClock(Date.parse(recording.index.startedAt));
  const own = recording.answers.filter(({ request }) => request.profile === name);
  let current: SavedAnswer[] = [];
  const send = sendFrom(own, (answer) => {
    clock.moveTo(answer.ms);
    current.push(answer);
  });
  const connector = createProfileConnector({ ...world, clock, createSend: async () => send });
  const connection = await connector.connection(profile);
  const polls: PlayedPoll[] = [];
  const seen = new Set<string>();
  for (let repeats = 0; repeats < mostRepeats; ) {
    current = [];
    const result = await connection.poll(id, world.stop).then(
      (snapshot) => ({ snapshot }),
      (error: unknown) => ({ problem: problemOf(error) }),
    );
    const isNew = current.some(({ file }) => !seen.has(file));
    for (const { file } of current) seen.add(file);
    repeats = isNew ? 0 : repeats + 1;
    if (isNew || isOther(result, polls.at(-1))) {
      const explanation = await explained(profile.provider, current.at(-1), clock.now());
      polls.push({ answers: current, explanation, ...result });
    }
  }
  return polls;
}

function isOther(result: Partial<PlayedPoll>, last: PlayedPoll | undefined): boolean {
  return result.snapshot?.state !== last?.snapshot?.state || result.problem !== last?.problem;
}

/** One answer after the other, as soon as it is requested. */
function sendFrom(answers: readonly SavedAnswer[], onAnswer: (answer: SavedAnswer) => void): Send {
  const player = createPlayer(answers, () => Number.POSITIVE_INFINITY);
  return async ({ method, url, body }) => {
    const address = url.pathname + url.search;
    const answer = player({ method, address, ...(body !== undefined && { body }) });
    if (answer === undefined) return { status: 404, headers: {}, text: 'Not Found' };
    onAnswer(answer);
    const { status, headers = {}, text, failure = '' } = answer;
    if (status !== undefined) return { status, headers, text };
    throw new ImportwatchError('unreachable', `There was no answer (${plainText(failure)}).`);
  };
}

function problemOf(error: unknown): string {
  if (!(error instanceof ImportwatchError)) throw error;
  return `${error.code}: ${error.message}`;
}

async function explained(
  { explain }: Provider,
  answer: SavedAnswer | undefined,
  at: number,
): Promise<Explanation | undefined> {
  if (explain === undefined || answer?.status === undefined) return undefined;
  try {
    const { status, headers = {}, text } = answer;
    return await explain(text === '' ? undefined : parseJson(text), at, { status, headers });
  } catch {
    return undefined;
  }
}

function textOf({ answers, explanation, snapshot, problem }: PlayedPoll): string {
  const findings = explanation ? [traceTable(explanation.findings, '  ').trimEnd()] : [];
  const end = snapshot
    ? inertJson(snapshotObject(snapshot))
    : `importwatch would report an error: ${plainText(problem ?? '', 2000)}`;
  return [...answers.map(line), ...findings, end].join('\n');
}

function line({ file, ms, request, status, failure = '' }: SavedAnswer): string {
  const { pathname, search } = new URL(request.url);
  const asked = plainText(`${request.method} ${pathname}${search}`, 500);
  return `${file}  ${formatDuration(ms)}  ${asked}  ${status ?? plainText(failure)}`;
}

/** The time of the answers. A pause that the service asked for is over immediately. */
function movedClock(startedAt: number): Clock & { moveTo(ms: number): void } {
  let answeredMs = 0;
  let elapsedMs = 0;
  return {
    moveTo(ms) {
      answeredMs = ms;
      elapsedMs = Math.max(elapsedMs, ms);
    },
    now: () => startedAt + answeredMs,
    monotonic: () => elapsedMs,
    async sleep(ms) {
      elapsedMs += ms;
    },
  };
}
