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
    ['no index', {}, 'rec/recording.json does not exist, so the folder is not a recording.'],
    [
      'another index',
      { 'recording.json': { a: 1 } },
      'rec/recording.json is not the index of a recording.',
    ],
    ['a time that is none', { 'recording.json': { ...index, startedAt: 'x' } }, 'is not the index'],
    [
      'a target that is none',
      { 'recording.json': { ...index, targets: [{ id: 7 }] } },
      'is not the index',
    ],
    [
      'a newer form',
      { 'recording.json': { ...index, recording: 2 } },
      'was written by a newer importwatch',
    ],
    [
      'an answer that is none',
      { 'recording.json': index, '0001.json': { ms: 1 } },
      'rec/0001.json is not an answer',
    ],
  ])('with %s is refused', (_what, files, message) => {
    expect(() => parseRecording('rec', filesOf(files))).toThrow(message);
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
