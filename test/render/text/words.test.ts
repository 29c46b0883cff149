import { expect, test } from 'vitest';
import { stateWords, targetName } from '../../../src/render/text/words.ts';
import { chat, seen, shop } from '../sample-events.ts';

test('an import is called by its profile and its id', () => {
  expect(targetName(shop)).toBe('shop:123');
  expect(targetName(chat)).toBe('chat');
});

test('control characters in an id do not reach a screen', () => {
  expect(targetName({ ...shop, id: '1\u001B[2J2\n3\u202E4' })).toBe('shop:12 34');
});

test("the service's own status is shown next to ours if it says more", () => {
  expect(stateWords(seen())).toBe('running (IN_PROGRESS)');
  expect(stateWords(seen({ vendorState: 'RUNNING' }))).toBe('running');
  expect(stateWords(seen({ vendorState: 'current < total' }))).toBe('running');
  expect(
    stateWords(seen({ vendorState: 'importer_importing_users', phase: 'importing users' })),
  ).toBe('running');
  expect(stateWords(seen({ state: 'unknown', vendorState: 'PAUSED' }))).toBe(
    'unknown status (PAUSED)',
  );
});
