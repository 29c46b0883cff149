import { describe, expect, it, test } from 'vitest';
import { plainLines } from '../../../src/render/log/plain-lines.ts';
import {
  followUpLines,
  resultFollowUp,
  warningLines,
} from '../../../src/render/result/follow-up-lines.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';
import { result, seen, warning } from '../sample-events.ts';

const plain = themeOf(noPaint, true);

test('an error has the profile, the message and the next step', () => {
  const error = {
    code: 'refused',
    message: 'https://shop.example denied access (HTTP 403): No',
    status: 403,
    hint: 'Ask for another key.',
  } as const;
  expect(resultFollowUp(result({ outcome: 'refused', error }), plain)).toEqual([
    '✖ shop:123: https://shop.example denied access (HTTP 403): No',
    '  Ask for another key. See docs/errors.md#refused',
  ]);
});

test.each(['timed-out', 'interrupted'] as const)(
  '%s: the command that watches it again',
  (outcome) => {
    const error = { code: outcome, message: 'The import goes on.' };
    const ended = result({ outcome, error, snapshot: seen() });
    expect(followUpLines([ended], plain)).toEqual([
      expect.stringMatching(/^\S shop:123: The import goes on\.$/),
      '  resume: importwatch wait shop:123',
    ]);
    expect(followUpLines([ended], plain, { below: true })).toEqual([
      '  resume: importwatch wait shop:123',
    ]);
  },
);

test('an import that waits for a person shows the address', () => {
  const snapshot = seen({ state: 'action-required', url: 'https://chat.example/admin/import' });
  expect(resultFollowUp(result({ outcome: 'action-required', snapshot }), plain)).toEqual([
    '▲ shop:123: Continue the import at https://chat.example/admin/import',
  ]);
});

test('an import that waits for a person has a next step, and a command that watches it again', () => {
  const ended = result({
    outcome: 'action-required',
    snapshot: seen({ state: 'action-required' }),
  });
  expect(followUpLines([ended], plain, { below: true })).toEqual([
    '  Continue the import in the service.',
    '  resume: importwatch wait shop:123',
  ]);
});

describe('right below the line of the only result', () => {
  const error = {
    code: 'stalled',
    message: 'Nothing has changed for 2h 00m, that is long.',
  } as const;
  const stalled = result({ outcome: 'stalled', error });

  it('the subject of remarks is not repeated', () => {
    expect(followUpLines([stalled], plain, { below: true })).toEqual([
      '  Nothing has changed for 2h 00m, that is long.',
      '  resume: importwatch wait shop:123',
    ]);
    expect(followUpLines([stalled, stalled], plain)[0]).toMatch(/^‖ shop:123, /);
  });

  it('sentences are wrapped between words, and a command is not', () => {
    expect(followUpLines([stalled], plain, { below: true, columns: 30 })).toEqual([
      '  Nothing has changed for 2h',
      '  00m, that is long.',
      '  resume:',
      '  importwatch wait shop:123',
    ]);
  });

  it('a command in a sentence stays whole', () => {
    const hint = 'Run "importwatch check shop" to see what is wrong.';
    const error = { code: 'timed-out', message: 'No.', hint } as const;
    const told = result({ outcome: 'refused', error });
    const rows = (columns: number) =>
      followUpLines([told], plain, { below: true, columns }).slice(1);
    expect(rows(30)).toEqual(['  Run "importwatch check shop"', '  to see what is wrong.']);
    expect(rows(20)).toEqual([
      '  Run',
      '  "importwatch check shop"',
      '  to see what is',
      '  wrong.',
    ]);
  });
});

test('a success needs no further lines', () => {
  expect(
    resultFollowUp(result({ snapshot: seen({ url: 'https://chat.example' }) }), plain),
  ).toEqual([]);
});

test('a warning names its import', () => {
  expect(warningLines(warning(), plain)).toEqual(['! shop:123: Nothing has changed for 10m.']);
  expect(warningLines(warning(), plain, 24)).toEqual([
    '! shop:123: Nothing has',
    '  changed for 10m.',
  ]);
});

test('a warning without an import has no name', () => {
  const misspelt = { ...warning(), code: 'unknown-variable', message: 'Not known.' };
  expect(warningLines(misspelt, plain)).toEqual(['! importwatch: Not known.']);
  const [line] = plainLines(misspelt, { time: () => '12:00' });
  expect(line).toBe('12:00  importwatch  warning: Not known.');
});

const many = (count: number, more: Parameters<typeof result>[0]) =>
  Array.from({ length: count }, (_, index) =>
    result({ target: { profile: 'shop', provider: 'elevate', id: String(index) }, ...more }),
  );
const late = {
  outcome: 'timed-out',
  error: { code: 'timed-out', message: 'Not ended.', hint: 'It goes on.' },
} as const;
const refused = { outcome: 'refused', error: { code: 'refused', message: 'No.' } } as const;

test('lines that a few results have in common appear once, with one command for all running imports', () => {
  const results = [...many(2, late), ...many(1, refused)];
  expect(followUpLines(results, plain)).toEqual([
    '◷ shop:0, shop:1: Not ended.',
    '  It goes on.',
    '✖ shop:0: No.',
    '  resume: importwatch wait shop:0 shop:1',
  ]);
  const one = [...many(1, late), ...many(1, refused)];
  expect(followUpLines(one, plain)).toContain('  resume: importwatch wait shop:0');
  expect(followUpLines(results, plain, { resume: null })).toHaveLength(3);
});

test('--last resumes the imports that are still running, whatever became of the others', () => {
  const resume = { flags: [], named: true, last: true };
  const command = (results: Parameters<typeof followUpLines>[0]) =>
    followUpLines(results, plain, { resume }).at(-1);
  const long = { target: { profile: 'loader', provider: 'http', id: 'ld-137e' }, ...late };
  expect(command([...many(2, {}), result(long)])).toBe('  resume: importwatch wait --last');
  expect(command([...many(1, refused), result(long)])).toBe('  resume: importwatch wait --last');
});

test('imports that a failure left running can be resumed', () => {
  const results = [...many(2, { outcome: null }), ...many(1, refused)];
  const last = followUpLines(results, plain).at(-1);
  expect(last).toBe('  resume: importwatch wait shop:0 shop:1');
  const resume = { flags: [], named: true, last: true };
  expect(followUpLines(results, plain, { resume }).at(-1)).toBe(last);
});

test('lines that several of many results have in common appear once', () => {
  const results = [...many(5, {}), ...many(40, late), ...many(1, refused)];
  expect(followUpLines(results, plain)).toEqual([
    '◷ shop:0: Not ended.  (and 39 more)',
    '  It goes on.',
    '✖ shop:0: No.',
    '  resume: wait for the same targets again',
  ]);
  expect(followUpLines(many(9, late), plain, { resume: null })).not.toContain(
    '  resume: wait for the same targets again',
  );
});
