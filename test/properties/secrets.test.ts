import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureText } from '../../src/cli/program.ts';
import { createConnector, type Service } from '../../src/core/http/connector.ts';
import { ImportwatchError } from '../../src/core/model/errors.ts';
import type { ImportEvent, ResultEvent } from '../../src/core/model/events.ts';
import { createSanitizer } from '../../src/core/model/sanitize.ts';
import { snapshot } from '../../src/core/model/snapshot.ts';
import type { Clock } from '../../src/core/ports/clock.ts';
import { createRedactor } from '../../src/core/text/redact.ts';
import { watch } from '../../src/core/watch/watch.ts';
import { journalLine } from '../../src/history/entries.ts';
import { azure } from '../../src/render/ci/azure.ts';
import { github } from '../../src/render/ci/github.ts';
import { junitReport } from '../../src/render/ci/junit.ts';
import { teamcity } from '../../src/render/ci/teamcity.ts';
import { jsonLine } from '../../src/render/json/json-lines.ts';
import { frame } from '../../src/render/live/frame.ts';
import { plainLines } from '../../src/render/log/plain-lines.ts';
import { resultFollowUp, warningLines } from '../../src/render/result/follow-up-lines.ts';
import { resultLines } from '../../src/render/result/result.ts';
import { notificationText } from '../../src/render/theme/notification.ts';
import { noPaint, themeOf } from '../../src/render/theme/theme.ts';
import { fixedClock, noon } from '../helpers/clock.ts';
import { ownService } from '../helpers/own-service.ts';
import { waiting } from '../helpers/story.ts';
import { rowsAfter } from '../render/rows-after.ts';
import { drawBar } from '../render/sample-events.ts';
import { runs } from './hostile.ts';

const hex = (text: string, prefix: string, suffix = '') =>
  text
    .split('')
    .map((unit) => `${prefix}${unit.charCodeAt(0).toString(16).padStart(4, '0')}${suffix}`)
    .join('');

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const inPage = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

const spellings: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  encodeURIComponent,
  (secret) => encodeURIComponent(secret).toLowerCase(),
  (secret) => encodeURI(secret),
  (secret) => new URLSearchParams({ a: secret }).toString().slice(2),
  (secret) => Buffer.from(secret).toString('base64'),
  (secret) => Buffer.from(secret).toString('base64url'),
  (secret) => JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
  (secret) => hex(secret, '\\u'),
  (secret) => inJson(inJson(secret)),
  (secret) => inJson(inJson(secret).replaceAll('/', '\\/')),
  (secret) => inJson(hex(secret, '\\u')),
  (secret) => encodeURIComponent(inJson(secret)),
  (secret) => inPage(inPage(inJson(secret))),
  (secret) => hex(secret, '&#x', ';'),
  (secret) => secret.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`),
  inPage,
  (secret) => secret.toUpperCase(),
  (secret) => [...secret].join('\u200B'),
  (secret) => secret.replaceAll(' ', ' \t\u00A0 '),
];

/** What credentials are made of; and what each spelling writes differently. */
const sign = fc.constantFrom(...'abcdefghijkmnpqrstuvwxyzACEGHKMN0234567+/=_-.~ "&<\\\'%:#ü');
const secrets = fc
  .array(sign, { minLength: 12, maxLength: 80 })
  .map((signs) => `k${signs.join('')}7`.replace(/ +/g, ' '))
  .filter((secret) => new Set(secret).size > 8);

/** Bounds at which texts are cut, raw and plain. */
const bounds = [0, 80, 120, 300, 500, 640, 960, 1000, 2000, 2400, 4000, 8000];
const befores = fc.oneof(
  fc
    .tuple(fc.constantFrom(...bounds), fc.integer({ min: -90, max: 10 }))
    .map(([bound, offset]) => Math.max(0, bound + offset)),
  fc.nat({ max: 4100 }),
);

/** None of them, also percent-encoded, has a sequence of characters that a secret can have. */
const fillers = fc.constantFrom('.', ' ', ', ', '\n', '\u200B.');

interface Leak {
  readonly secret: string;
  readonly text: string;
  readonly spelled: string;
}

const leak: fc.Arbitrary<Leak> = fc
  .record({ secret: secrets, spell: fc.constantFrom(...spellings), before: befores, fillers })
  .map(({ secret, spell, before, fillers }) => {
    const spelled = spell(secret);
    const filler = fillers.repeat(Math.ceil(before / fillers.length)).slice(0, before);
    return { secret, spelled, text: `${filler}${spelled} (the end)` };
  });

/** What stands around it is ours: a part of a secret can look like it. */
const masked = '***';

/** No run of six characters, or half of it, of a secret as it was spelled, as people compare. */
function expectNothingOf({ secret, spelled }: Leak, shown: string, without = ''): void {
  const [seen, ownWords] = [comparable(shown), comparable(without)];
  for (const text of [secret, spelled].map(comparable)) {
    const length = Math.min(6, Math.ceil(text.length / 2));
    for (let at = 0; at + length <= text.length; at++) {
      const part = text.slice(at, at + length);
      if (new Set(part).size > 3 && !ownWords.includes(part)) expect(seen).not.toContain(part);
    }
  }
}

function comparable(text: string): string {
  return text
    .replace(/[\p{Cf}\p{DI}]/gu, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
}

const never = new AbortController().signal;

/** Sleeps take no time here, but by this clock they do. */
function leapingClock(): Clock {
  let ms = 0;
  return {
    ...fixedClock,
    monotonic: () => ms,
    sleep: async (forMs) => {
      ms += Math.max(0, forMs);
    },
  };
}

/** All that comes of one poll of a service that answers so, or of a provider that throws it. */
async function eventsOf(
  { secret }: Leak,
  answer: { readonly status: number; readonly text: string } | 'fields' | 'thrown',
  text: string,
): Promise<readonly ImportEvent[]> {
  const redactor = createRedactor();
  const service = ownService(
    async (ask) => {
      if (answer === 'thrown') throw new ImportwatchError('rejected', text, { hint: text });
      if (answer !== 'fields') await ask({ path: '/status' }, never);
      const { length } = text;
      return snapshot(
        {
          state: length % 2 ? 'failed' : 'unknown',
          vendorState: text,
          phase: text,
          name: text,
          kind: text,
          message: text,
          id: text,
          url: `https://service.example/?said=${text}`,
          startedAt: noon - 5000,
          warnings: [{ code: 'odd', message: text }],
        },
        noon,
      );
    },
    { secrets: [secret] },
  );
  const clock = leapingClock();
  const connector = createConnector<Service>({
    clock,
    redactor,
    createSend: async () => async () => {
      if (typeof answer === 'string') throw new Error('Nothing is sent.');
      return { headers: {}, ...answer };
    },
  });
  const connected = await connector.connect({ id: secret }, service);
  const events: ImportEvent[] = [];
  const options = { ...waiting, once: true, heartbeatMs: 0 };
  const world = { clock, random: () => 0.5 };
  for await (const event of watch(connected, options, world, never)) events.push(event);
  return events;
}

const look = themeOf(noPaint, true);

/** Everything that is made of events, as it reaches a stream or a file. */
function outputsOf(events: readonly ImportEvent[]): readonly string[] {
  const view = rowsAfter(events);
  const results = events.filter((event): event is ResultEvent => event.type === 'result');
  const moment = { columns: 500, rows: 50, nowMs: noon, spinner: '-' };
  const summary = { startedAt: noon, at: noon, results, exitCode: 1, status: 'failed' } as const;
  const env = { GITHUB_STEP_SUMMARY: 'summary', GITHUB_OUTPUT: 'output' };
  return [
    ...events.flatMap((event) => jsonLine(event) ?? []),
    ...events.flatMap((event) => plainLines(event, { time: () => '12:00:00' })),
    ...events.flatMap((event) => (event.type === 'warning' ? warningLines(event, look) : [])),
    ...frame(view, moment, look, drawBar).lines,
    ...resultLines(results, look).flat(),
    ...results.flatMap((result) => resultFollowUp(result, look)),
    notificationText(results),
    junitReport(results, noon),
    ...[github, azure, teamcity].flatMap((system) => [
      ...(system.end?.(summary) ?? []),
      ...(system.files?.(summary, env) ?? []).map(({ text }) => text('')),
    ]),
    ...results.map(({ target, at, snapshot }) =>
      journalLine({
        type: 'end',
        at,
        target,
        ...(snapshot?.kind !== undefined && { kind: snapshot.kind }),
        outcome: 'failed',
        durationMs: 5000,
      }),
    ),
  ];
}

describe('a secret in any spelling, wherever a limit cuts it', { timeout: 600_000 }, () => {
  const answers: Record<
    string,
    (text: string) => { readonly status: number; readonly text: string } | 'fields' | 'thrown'
  > = {
    'every field of a snapshot': () => 'fields',
    'an error that a provider throws': () => 'thrown',
    'the message of an error': (text) => ({ status: 400, text: JSON.stringify({ message: text }) }),
    "a body that isn't JSON": (text) => ({ status: 400, text: `Bad request. ${text}` }),
    'the title of a page': (text) => ({ status: 502, text: `<html><title>${text}</title>` }),
  };

  it.each(Object.keys(answers))('is in no output: %s', async (name) => {
    const shown = async (leak: Leak, text: string) => {
      const events = await eventsOf(leak, answers[name]?.(text) ?? 'fields', text);
      return outputsOf(events).join('\n');
    };
    await fc.assert(
      fc.asyncProperty(leak, async (leak) => {
        expectNothingOf(leak, await shown(leak, leak.text), await shown(leak, masked));
      }),
      runs(150),
    );
  });

  it('is in no text of a failure or a crash, with its trace or without', () => {
    const kinds = [
      (text: string) => new ImportwatchError('usage', text, { hint: text }),
      (text: string) => new ImportwatchError('rejected', text, { hint: text }),
      (text: string) => new TypeError(text),
      (text: string) => text,
    ];
    fc.assert(
      fc.property(leak, fc.constantFrom(...kinds), fc.boolean(), (leak, kind, verbose) => {
        const redactor = createRedactor();
        redactor.add(leak.secret);
        const error = createSanitizer(redactor).error(kind(leak.text));
        expectNothingOf(leak, failureText(error, verbose));
      }),
      runs(300),
    );
  });
});

describe('a secret that is a word of the service or of our own', () => {
  const words = [
    'failed',
    'test',
    'status',
    'error',
    '100',
    'result',
    'shop',
    'testsuites',
    'state',
  ];

  it('changes nothing but texts: no state, no count, no structure', async () => {
    for (const secret of words) {
      const text = `${secret} of the import`;
      const events = await eventsOf({ secret, text, spelled: secret }, 'fields', text);
      const plain = await eventsOf({ secret: 'another-key-1', text, spelled: '' }, 'fields', text);
      const skeleton = (some: readonly ImportEvent[]) =>
        some.map((event) => {
          if (event.type !== 'result') return event.type;
          const { outcome, exitCode, error } = event;
          return { outcome, exitCode, code: error?.code, state: event.snapshot?.state };
        });
      expect(skeleton(events)).toEqual(skeleton(plain));
      for (const line of events.flatMap((event) => jsonLine(event) ?? [])) {
        expect(JSON.parse(line)).toMatchObject({ type: expect.stringMatching(/^[a-z]+$/) });
      }
      const results = events.filter((event) => event.type === 'result');
      expect(junitReport(results, noon)).toMatch(/^<\?xml.*\n<testsuites tests="1"/);
    }
  });
});
