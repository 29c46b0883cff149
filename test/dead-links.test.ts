import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../scripts/without-dead-links.mjs', import.meta.url));
const { withoutDeadLinks } = (await import(script)) as {
  readonly withoutDeadLinks: (markdown: string, isThere: (target: string) => boolean) => string;
};

const clean = (markdown: string) =>
  withoutDeadLinks(markdown, (target) => target.startsWith('there.'));

describe('a page in the package', () => {
  it('keeps the links that lead somewhere', () => {
    const text = 'See [the page](there.md), [a part](there.md#part) or [`code`](there.mjs).';
    expect(clean(text)).toBe(text);
  });

  it('has the text of a link that would lead nowhere', () => {
    expect(clean('See [a page](gone.md#part), ([`src/a[0].ts`](../src/a.ts)).')).toBe(
      'See a page, (`src/a[0].ts`).',
    );
  });

  it('tells several links of a line apart', () => {
    expect(clean('| [a](gone.md) | [b](there.md) | [c](gone.md) |')).toBe(
      '| a | [b](there.md) | c |',
    );
  });

  it('finds a link below a lonely backtick', () => {
    expect(clean('A ` alone.\n\n[text](gone.md) and `code`')).toBe('A ` alone.\n\ntext and `code`');
  });

  it('has no picture that would be missing', () => {
    expect(clean('# Title\n\n![A bar](gone.svg)\n\nText\n')).toBe('# Title\n\nText\n');
    expect(clean('![A bar](there.svg)\n\nText\n')).toBe('![A bar](there.svg)\n\nText\n');
  });

  it.each([
    'Write `[text](gone.md)` for a link.',
    '```md\nText\n\n[text](gone.md)\n```\n',
    '- a list\n\n  ```md\n  [text](gone.md)\n  ```\n',
    '````md\n```\n[text](gone.md)\n```\n````\n',
    'Write `` `a` and [text](gone.md) ``.',
    'An index `a[0]`, a call `f(x)`, and [brackets] (alone).',
  ])('keeps what only looks like a link: %j', (text) => {
    expect(clean(text)).toBe(text);
  });
});
