import { expect, test } from 'vitest';
import { github } from '../../../src/render/ci/github.ts';
import { junitReport } from '../../../src/render/ci/junit.ts';
import { resultLines } from '../../../src/render/result/result.ts';
import { detailsOf, sentenceOf } from '../../../src/render/text/result-words.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';
import { noon } from '../../helpers/clock.ts';
import { summary } from '../ci/summary.ts';
import { result, seen } from '../sample-events.ts';

test.each([
  ['price missing', 'price missing. Not passed: few.'],
  ['Price missing!', 'Price missing! Not passed: few.'],
  ['価格がありません。', '価格がありません。 Not passed: few.'],
  [undefined, 'Not passed: few.'],
])("next to the service's message %j the gates are a sentence of their own", (message, words) => {
  const error = { code: 'short', message: 'Not passed: few.' } as const;
  const snapshot = seen({ state: 'succeeded', ...(message && { message }) });
  expect(detailsOf(result({ outcome: 'short', error, snapshot }))).toBe(words);
});

test('the gates of a failed import follow its error, also in every report', () => {
  const gates = [{ name: 'min-records', wanted: 5, found: 940, passed: true }] as const;
  const snapshot = seen({ state: 'failed', message: 'price missing' });
  const told = 'price missing. Passed: 940 records arrived (--min-records requires 5).';
  const failed = result({ outcome: 'failed', snapshot, gates });
  expect(sentenceOf(failed)).toContain(told);
  expect(junitReport([failed], noon)).toContain(told);
  expect(github.end?.(summary([failed]))?.join('')).toContain(told);
  const line = resultLines([failed], themeOf(noPaint, true)).flat().join('\n');
  expect(line).toContain(told.replace('missing. ', 'missing  '));
  const inTerminal = resultLines([failed], themeOf(noPaint, true), { columns: 80 }).flat();
  expect(inTerminal).toContain('  price missing');
  const error = { code: 'short', message: 'Not passed: few.' } as const;
  const short = result({ outcome: 'short', error, snapshot: { ...snapshot, state: 'succeeded' } });
  const missed = 'price missing. Not passed: few.';
  expect(junitReport([short], noon)).toContain(missed);
  expect(github.end?.(summary([short]))?.join('')).toContain(missed);
  const files = github.files?.(summary([short]), { GITHUB_STEP_SUMMARY: 'file' }) ?? [];
  const table = files.map(({ text }) => text('')).join('');
  expect(table.replaceAll('&#58;', ':')).toContain(missed);
});
