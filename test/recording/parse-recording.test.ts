import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportwatchError } from '../../src/core/model/errors.ts';
import { parseRecording } from '../../src/recording/parse-recording.ts';
import { recorded } from './recorded.ts';

const index = {
  recording: 1,
  importwatch: '0.0.0',
  startedAt: '2026-01-15T10:00:00.000Z',
  profiles: {},
  targets: [],
};
const filesOf = (files: Readonly<Record<string, unknown>>) =>
  new Map(Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)]));

describe('a recording', () => {
  it('reads back as written', async () => {
    const text = '{"id":12345678901234567890123,"rate":1.50}';
    const { files } = await recorded([
      { answer: { text: '{"rate":1.50}' } },
      { answer: { text: '<', status: 502 } },
    ]);
    const { answers } = parseRecording('rec', files);
    expect(answers.map(({ text, status }) => [status, text])).toEqual([
      [200, '{"rate":1.50}'],
      [502, '<xml><title></title>'],
    ]);
    expect(text).toBeTypeOf('string');
  });

  it.each([
    ['no index', {}, "rec/recording.json doesn't exist, so the folder isn't a recording."],
    [
      'another index',
      { 'recording.json': { a: 1 } },
      "rec/recording.json isn't the index of a recording.",
    ],
    ['an invalid time', { 'recording.json': { ...index, startedAt: 'x' } }, "isn't the index"],
    [
      'an invalid target',
      { 'recording.json': { ...index, targets: [{ id: 7 }] } },
      "isn't the index",
    ],
    [
      'a newer form',
      { 'recording.json': { ...index, recording: 2 } },
      'was written by a newer importwatch',
    ],
    [
      'an invalid answer',
      { 'recording.json': index, '0001.json': { ms: 1 } },
      "rec/0001.json isn't an answer",
    ],
  ])('with %s is refused', (_what, files, message) => {
    expect(() => parseRecording('rec', filesOf(files))).toThrow(message);
  });

  const target = { profile: 'shop', options: {} };
  const answer = { ms: 1, request: { profile: 'shop', method: 'GET', url: 'https://a.example/' } };
  const shop = { ...index, profiles: { shop: { provider: 'http' } }, targets: [target] };
  const without = (value: object, key: string) => ({ ...value, [key]: undefined });
  const withOption = (key: string, value: unknown) => ({
    ...shop,
    targets: [target, { ...target, options: { [key]: value } }],
  });

  it.each<readonly [string, object, object]>([
    ['recording.json recording', { ...shop, recording: '1' }, answer],
    ['recording.json startedAt', { ...shop, startedAt: 5 }, answer],
    ['recording.json startedAt', { ...shop, startedAt: '+275760-09-13T00:00:00Z' }, answer],
    ['recording.json startedAt', without(shop, 'startedAt'), answer],
    ['recording.json profiles', { ...shop, profiles: [] }, answer],
    ['recording.json profiles.shop', { ...shop, profiles: { shop: 5 } }, answer],
    ['recording.json targets', { ...shop, targets: {} }, answer],
    ['recording.json targets.0', { ...shop, targets: ['shop'] }, answer],
    ['recording.json targets.0.profile', { ...shop, targets: [{ ...target, profile: 5 }] }, answer],
    ['recording.json targets.0.id', { ...shop, targets: [{ ...target, id: 7 }] }, answer],
    ['recording.json targets.0.outcome', { ...shop, targets: [{ ...target, outcome: 1 }] }, answer],
    ['recording.json targets.0.options', { ...shop, targets: [{ profile: 'shop' }] }, answer],
    ['recording.json targets.1.options.until', withOption('until', 5), answer],
    ['recording.json targets.1.options.until', withOption('until', { at: '5' }), answer],
    ['recording.json targets.1.options.timeoutMs', withOption('timeoutMs', '5m'), answer],
    ['recording.json targets.1.options.intervalMs', withOption('intervalMs', 0), answer],
    ['recording.json targets.1.options.maxFailed', withOption('maxFailed', [[5]]), answer],
    ['recording.json targets.1.options.minRecords', withOption('minRecords', 1.5), answer],
    ['recording.json targets.1.options.any', withOption('any', 'yes'), answer],
    [
      'recording.json targets.1.options.onActionRequired',
      withOption('onActionRequired', 'x'),
      answer,
    ],
    ['0001.json ms', shop, { ...answer, ms: '1' }],
    ['0001.json ms', shop, { ...answer, ms: -1 }],
    ['0001.json ms', shop, { ...answer, ms: 1e300 }],
    ['0001.json request', shop, { ...answer, request: 5 }],
    ['0001.json request.url', shop, { ...answer, request: { ...answer.request, url: '/a' } }],
    ['0001.json request.method', shop, { ...answer, request: without(answer.request, 'method') }],
    ['0001.json status', shop, { ...answer, status: '200' }],
    ['0001.json failure', shop, { ...answer, failure: 5 }],
    ['0001.json headers', shop, { ...answer, headers: 'x' }],
    ['0001.json text', shop, { ...answer, text: {} }],
  ])('is refused, and the error names the file and the key: %s', (place, made, said) => {
    const [file, key] = place.split(' ');
    const files = filesOf({ 'recording.json': made, '0001.json': said });
    const reading = () => parseRecording('rec', files).targets.map(({ options }) => options());
    expect(reading).toThrow(new RegExp(`^rec/${file} isn't .*: ${key} (must|is) `));
  });

  it('keeps the options of a wait, without personal options', () => {
    const until = { at: 1_768_471_200_000, words: '10:00' };
    const options = { until, maxFailed: '5%', once: true, intervalMs: 'auto', any: true };
    const personal = { onEnd: 'rm -r', failedTo: 'x', notify: true, interactive: true, other: [] };
    const made = { ...shop, targets: [{ ...target, options: { ...options, ...personal } }] };
    const { targets } = parseRecording('rec', filesOf({ 'recording.json': made }));
    expect(targets[0]?.options()).toEqual(options);
  });

  it('of any JSON is either read or refused', () => {
    const anyAnswer = fc.record(
      {
        ms: fc.anything(),
        request: fc.jsonValue(),
        status: fc.jsonValue(),
        headers: fc.jsonValue(),
        body: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(anyAnswer, fc.jsonValue()), (value) => {
        try {
          parseRecording('rec', filesOf({ 'recording.json': index, '0001.json': value ?? null }));
        } catch (error) {
          expect(error).toBeInstanceOf(ImportwatchError);
        }
      }),
    );
  });
});
