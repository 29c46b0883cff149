import { describe, expect, it } from 'vitest';
import { github } from '../../../src/render/ci/github.ts';
import { result, seen, shop } from '../sample-events.ts';
import { resultsOf, summary } from './summary.ts';

const files = { GITHUB_STEP_SUMMARY: '/summary', GITHUB_OUTPUT: '/output' };
const textAfter = (there: string, path: string, ...about: Parameters<typeof summary>) =>
  github
    .files?.(summary(...about), files)
    .find((file) => file.path === path)
    ?.text(there) ?? '';
const textOf = (path: string, ...about: Parameters<typeof summary>) =>
  textAfter('', path, ...about);

describe('annotations', () => {
  it('report the outcome of an import in one sentence', () => {
    const snapshot = seen({ completed: 3450, total: 5000, failed: 7, message: 'out of stock' });
    const results = [
      result({ outcome: 'failed', snapshot }),
      result({ target: { ...shop, id: '2' } }),
    ];
    expect(github.end?.(summary(results))).toEqual([
      '::notice title=importwatch%3A shop%3A2::succeeded, in 3m 05s',
      '::error title=importwatch%3A shop%3A123::failed, 3,450 of 5,000, 7 failed, in 3m 05s: out of stock',
    ]);
  });

  it('are warnings if the exit code is 0 anyway', () => {
    expect(github.end?.(summary(resultsOf(1), 0))).toEqual([
      expect.stringMatching(/^::warning title=/),
    ]);
  });

  it('escape characters that would end a property or a value', () => {
    const target = { ...shop, id: '50%,x' };
    const [line] = github.end?.(summary([result({ target })], 0)) ?? [];
    expect(line).toBe('::notice title=importwatch%3A shop%3A50%25%2Cx::succeeded, in 3m 05s');
  });

  it('are ten of a kind at most', () => {
    const lines = github.end?.(summary([...resultsOf(12), ...resultsOf(10, 'succeeded')])) ?? [];
    expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
    expect(lines.filter((line) => line.startsWith('::notice'))).toHaveLength(10);
    expect(lines.at(-1)).toBe('::error title=importwatch::and 3 more');
  });
});

describe('the step summary', () => {
  it('is a table, with failures first', () => {
    const snapshot = seen({ completed: 10, total: 10, failed: 2 });
    const error = { code: 'refused', message: 'No.' } as const;
    const bad = result({ target: { ...shop, id: '2' }, outcome: 'refused', exitCode: 4, error });
    expect(textOf('/summary', [result({ snapshot }), bad])).toBe(
      [
        '### importwatch',
        '',
        '| import | outcome | records | duration | exit code | message |',
        '|---|---|---|---|---|---|',
        '| ✖ shop&#58;2 | access refused |  | after 3m 05s | 4 | No. |',
        '| ✔ shop&#58;123 | succeeded | 10 of 10, 2 failed | in 3m 05s | 0 |  |',
        '',
      ].join('\n'),
    );
  });

  it('has one heading, to which later runs add rows', () => {
    const first = textOf('/summary', [result()]);
    const second = textAfter(first, '/summary', [result({ target: { ...shop, id: '2' } })]);
    expect(second).toMatch(/^\| ✔ shop&#58;2 .*\|\n$/);
    const other = textAfter('A line of another program', '/summary', [result()]);
    expect(other).toMatch(/^\n\n### importwatch\n\n\| import/);
    const third = textAfter(`${first}\nText below.\n`, '/summary', [result()]);
    expect(third).toMatch(/^\n\| import /);
  });

  it('links an import to its page, and to nothing else', () => {
    const linking = (url: string) => textOf('/summary', [result({ snapshot: seen({ url }) })]);
    expect(linking('https://shop.example/imports/1?a=b')).toContain(
      '| ✔ [shop&#58;123](https://shop.example/imports/1?a=b) |',
    );
    for (const url of [
      'javascript:alert(1)',
      'https://u:p@shop.example/',
      'https://shop.example/)[x](y',
      'https://shop.example/a|b',
    ]) {
      const [, row = ''] = /\| ✔ (.*)\n$/.exec(linking(url)) ?? [];
      expect(row).not.toMatch(/javascript|u:p@|\)\[|a\|b/);
    }
  });

  it('has nothing in its cells that Markdown acts on', () => {
    const message =
      '| <b>a</b> [x](http://y) `c` @user #1 :tada: $x$ www.example.com ![i](j) ~~s~~';
    const snapshot = seen({ state: 'failed', message });
    const text = textOf('/summary', [result({ outcome: 'failed', snapshot })]);
    const cells = (text.split('\n')[4] ?? '').split(' | ');
    expect(cells).toHaveLength(6);
    expect(cells[5]).not.toMatch(/[<>[\]`@:$~!]|#(?!\d+;)|www\./);
  });

  it('has as many rows as have room, and counts the rest', () => {
    const message = 'x'.repeat(500);
    const results = resultsOf(3000).map((failed) => ({ ...failed, snapshot: seen({ message }) }));
    const text = textOf('/summary', results);
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
    const rows = text.split('\n').filter((row) => /^\| \S shop/.test(row)).length;
    expect(rows).toBeGreaterThan(500);
    expect(text).toContain(`| and ${3000 - rows} more |  |  |  |  |  |\n`);
  });
});

describe('outputs', () => {
  it('are the outcomes of all', () => {
    const snapshot = seen({ completed: 3, total: 5 });
    const results = [result({ snapshot }), result({ snapshot, durationMs: 7 })];
    expect(textOf('/output', results, 0, 'succeeded')).toBe(
      'status=succeeded\nexit-code=0\ncompleted=6\ntotal=10\nduration-ms=185000\n',
    );
  });

  it.each([
    ['services', {}, { ...shop, provider: 'rocketchat' }],
    ['kinds', { kind: 'ADS' }, shop],
  ])('have no sums of several %s', (_, more, target) => {
    const snapshot = seen({ completed: 3, total: 5 });
    const other = result({ target, snapshot: seen({ completed: 3, total: 5, ...more }) });
    const text = textOf('/output', [result({ snapshot }), other]);
    expect(text).toMatch(/^completed=\ntotal=$/m);
  });

  it('have no sums if a count is unknown', () => {
    expect(textOf('/output', resultsOf(1), 1)).toMatch(/^completed=\ntotal=$/m);
  });

  it('are one line each, whatever is in the results', () => {
    const target = { ...shop, id: 'a\nstatus=succeeded' };
    const snapshot = seen({ message: 'b\nstatus=succeeded' });
    const text = textOf('/output', [result({ target, snapshot, outcome: 'failed' })]);
    expect(text.match(/^status=/gm)).toHaveLength(1);
  });
});

it('is detected by its variable, and has no files without their names', () => {
  expect(github.isHere({ GITHUB_ACTIONS: 'true' })).toBe(true);
  expect(github.isHere({ GITHUB_ACTIONS: 'false', CI: 'true' })).toBe(false);
  expect(github.files?.(summary([]), {})).toEqual([]);
});
