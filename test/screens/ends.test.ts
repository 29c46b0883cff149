import { expect, test } from 'vitest';
import { ImportwatchError } from '../../src/core/model/errors.ts';
import { noon } from '../helpers/clock.ts';
import { goldenEnd } from '../helpers/golden.ts';
import type { StoriesOptions } from '../helpers/stories.ts';
import { running, type Scene, succeeded, unavailable } from '../helpers/story.ts';
import {
  chat,
  counting,
  eventsOf,
  failing,
  minute,
  type Scenes,
  second,
  several,
  until,
  worded,
} from './scenes.ts';

// What stays on the screen after each outcome. `npm run screens` writes the files again.

type End = readonly [scene: Scenes[string] | Scenes, options?: StoriesOptions];

const steady = counting(5000, 3 * minute);
const lossy = counting(5000, 3 * minute, { failed: 12 });
const atOneMinute = (scene: Scene) => until(minute, steady, scene);
const records = { completed: 5000, total: 5000 };
const rejected = new ImportwatchError(
  'rejected',
  'The Service rejected the request (HTTP 400): "The field clusterId is missing."',
  { status: 400, hint: 'Check the id and the settings of the profile.' },
);
const refused = new ImportwatchError(
  'refused',
  `The Service refused access (HTTP 403): "The API key could not be validated."`,
  { status: 403, hint: 'Check apiKey: it must be the private key.' },
);
const notFound = { state: 'not-found', vendorState: 'NOT_FOUND' } as const;
const untrusted = new ImportwatchError('tls', 'shop.example: the certificate is self-signed.', {
  hint: 'Set caFile to the certificate of your CA.',
});
const approval = {
  state: 'action-required',
  vendorState: 'WAITING_FOR_APPROVAL',
  message: 'More than half of the products would be deleted. Confirm the import.',
  url: 'https://shop.example/imports/123',
} as const;
const mixed: Scenes = {
  'shop:123': lossy,
  'shop:124': atOneMinute(unavailable),
  'shop:125': () => notFound,
  'shop:126': atOneMinute({ state: 'aborted', vendorState: 'CANCELED' }),
  'shop:127': until(minute, () => running(), running()),
  'shop:128': atOneMinute(approval),
  chat,
};

const ends: Readonly<Record<string, End>> = {
  succeeded: [steady],
  'succeeded-without-counts': [worded('Reading the price list', 90 * second)],
  'succeeded-with-failed-records': [lossy],
  'succeeded-before': [() => ({ ...succeeded, ...records, updatedAt: noon - 3 * minute })],
  partial: [lossy, { failOnPartial: true }],
  'partial-while-running': [
    (ms) => running({ completed: ms / 20, total: 5000, failed: Math.floor(ms / 2000) }),
    { maxFailed: 20 },
  ],
  'short-of-records': [lossy, { minRecords: 5000 }],
  'short-without-counts': [worded('Reading the price list', 90 * second), { minRecords: 4750 }],
  failed: [failing],
  'failed-without-message': [
    until(minute, () => running(), { state: 'failed', vendorState: 'FAILURE' }),
  ],
  'failed-all-records': [() => ({ ...succeeded, ...records, failed: 5000 })],
  aborted: [
    atOneMinute({ state: 'aborted', vendorState: 'CANCELED', completed: 1600, total: 5000 }),
  ],
  refused: [() => refused],
  'not-found': [() => notFound],
  gone: [atOneMinute(notFound)],
  rejected: [atOneMinute(rejected)],
  superseded: [
    until(
      minute,
      counting(5000, 3 * minute, { run: 'a' }),
      running({ completed: 3, total: 900, run: 'b' }),
    ),
  ],
  'certificate-not-verified': [() => untrusted],
  outage: [atOneMinute(unavailable), { maxOutageMs: 2 * minute }],
  'outage-at-start': [() => unavailable],
  stalled: [
    until(minute, steady, running({ completed: 1600, total: 5000 })),
    { stallTimeoutMs: 5 * minute },
  ],
  'action-required': [atOneMinute(approval), { onActionRequired: 'exit' }],
  'timed-out': [steady, { timeoutMs: 90 * second }],
  'timed-out-until': [steady, { until: { at: noon + 90 * second, words: '12:01' } }],
  'timed-out-without-answer': [() => unavailable, { timeoutMs: 10 * second, maxOutageMs: minute }],
  'timed-out-in-an-outage': [atOneMinute(unavailable), { timeoutMs: 90 * second }],
  interrupted: [steady, { interruptAtMs: 70 * second }],
  'interrupted-before-an-answer': [() => 'hangs', { interruptAtMs: 2 * second }],
  several: [several],
  'several-of-all-kinds': [mixed, { maxOutageMs: 2 * minute, timeoutMs: 20 * minute }],
  'several-interrupted': [several, { interruptAtMs: 70 * second }],
  'several-any': [several, { any: true }],
  'several-succeeded': [{ 'shop:123': steady, 'shop:124': lossy }],
};

test.each(Object.entries(ends))('the end: %s', async (name, [scenes, options]) => {
  const all = typeof scenes === 'function' ? { 'shop:123': scenes } : scenes;
  const shown = await goldenEnd(await eventsOf(all, options));
  await expect(shown).toMatchFileSnapshot(`../fixtures/screens/ends/${name}.txt`);
});
