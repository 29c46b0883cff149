import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

/** `.ts` files below a folder of the repository, with their text. */
function filesIn(folder: string) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, text: readFileSync(join(root, folder, file), 'utf8') }));
}

const comments = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const literals = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`|"((?:[^"\\\n]|\\.)*)"/g;
const isSentence = (text: string) => text.length >= 24 && text.split(' ').length > 3;
const spaced = (text: string) => text.replace(/\s+/g, ' ');

/** The sentences that a source file can say: the fixed parts of its texts. */
function sentencesOf(source: string): readonly string[] {
  return [...source.replace(comments, '').matchAll(literals)]
    .flatMap((groups) =>
      (groups.slice(1).find((text) => text !== undefined) ?? '').split(/\$\{[^}]*\}/),
    )
    .map((text) => spaced(text.trim()))
    .filter(isSentence);
}

// A text may change: then one test has to change with it. All others match by code.
it('a text for people is pinned by one test file', () => {
  const tests = filesIn('test')
    .filter(({ file }) => file.endsWith('.test.ts'))
    .map(({ file, text }) => ({ file, text: spaced(text) }));
  const pinnedTwice = filesIn('src')
    // The words of a simulated service are input.
    .filter(({ file }) => !file.startsWith('demo/'))
    .flatMap(({ text }) => sentencesOf(text))
    .map((sentence) => ({
      sentence,
      files: tests.filter(({ text }) => text.includes(sentence)).map(({ file }) => file),
    }))
    .filter(({ files }) => files.length > 1);
  expect(pinnedTwice).toEqual([]);
});
