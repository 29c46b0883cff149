import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

/** What texts for people don't say, and what to write instead. */
const terms: readonly (readonly [avoid: RegExp, instead: string])[] = [
  [/\bmend(s|ed|ing)?\b/, 'fix'],
  [/\banew\b/, 'again'],
  [/\bfor ever\b/, 'forever'],
  [/\bgravest\b/, 'the most serious'],
  [/\b(un)?heed(s|ed|ing)?\b/, 'respect, or ignore'],
  [/\bmay not (ask|be (asked|opened|read|used|written)|do|get|read|see|use)\b/, "isn't allowed to"],
  [/\bwhom\b/, 'a sentence of its own'],
  [/\bas a rule\b/, 'usually'],
  [/\bif need be\b/, 'if necessary'],
  [/\bin the place of\b/, 'instead of'],
  [/\bmisspelt\b/, 'misspelled'],
  [/\b(colour|behaviour|favour|licence|honour|catalogue)/, 'American spelling'],
  [/\bcancelled\b/, 'aborted, or canceled for what a service reports'],
  [/\b(is|are|was|were) none\b/, "isn't one, or there is none"],
  [/(?<!\b[Tt]here )\b(is|are) no (?!longer\b|more\b)[a-z]/, "isn't a"],
  [/\b(go|goes|going|went) on\b/, 'keeps running, continues, or resumes'],
  [/\bat once\b/, 'immediately, or together'],
  [/\b(is|are|was|were|been|be) asked\b/, 'importwatch polls, retries, or prompts'],
  [/\b(first|next|last|one|each|every) look\b/, 'poll'],
  [/\blooks? at the import\b/, 'check the import'],
  [/\b(speaks?|spoke) of\b/, 'reports'],
  [/\bsays? a word\b/, 'returns a status'],
  [/\b(status|state) words?\b|\bwords? for (the|its|a) (state|end|status)\b/, 'status'],
  [/\b([Ss]ervice|server|instance|API)s? ((does not|doesn't|can) )?tells?\b/, 'reports'],
  [/\bwhat (became|becomes|has become) of\b/, 'the outcome of'],
  [/\bverdicts?\b/, 'outcome'],
  [/\bstands\b/, 'is, appears, means, or takes precedence'],
  [/\bdescriptions? (as|that are) data\b|\bknown by (a|its|their) description/, 'preset'],
  [/\bis never green\b/, 'what happens instead'],
  [/\ball the same\b/, 'still, or anyway'],
  [/\bbeside\b/, 'next to, or in addition to'],
  [/\bin place of\b/, 'instead of'],
  [/\bspoil(s|ed|t)?\b/, 'damaged'],
  [/\bprocessor time\b/, 'CPU time'],
  [/\b[Oo]ff a terminal\b/, "if the output isn't a terminal"],
  [/\bits like\b/, 'and other …'],
  [/\b(is|are|was|were|been|be) (told|wanted|meant)\b/, 'a sentence with a subject'],
  [/\bhand(s|ed|ing)? out\b/, 'returns, or issues'],
  [/\bcarr(y|ies|ied) on\b/, 'continues'],
  [
    /\b[Ww]hat (is|was|are) (missed|missing|then|known|kept|said|found|wanted|sent|shown)\b/,
    'name the subject',
  ],
  [/(^|[.;:] )Of (a|an|the|those|these|all|both|several)\b/, 'For …, or the subject first'],
  [/\bno more than\b/, 'at most, or only'],
  [/\bmore often than not\b/, 'usually'],
];

/** What messages say in a contraction, as in `can't`. */
const contractions: typeof terms = [
  [/\b[Cc]annot\b/, "can't"],
  [/\bwill not\b/, "won't"],
  [/\b(do|does|did|is|are|was|were|has|have|had|would|could) not\b/, "isn't, doesn't, …"],
];

/** Where a term is right anyway: files, the term, and the reason. */
const right: readonly (readonly [files: RegExp, term: RegExp, reason: string])[] = [
  [/^src\/providers\/presets\/|^docs\/presets\.md$/, /cancelled/, 'services spell a status so'],
  [/presets\/databricks-run\.ts$/, /does not/, 'an expression compares the words of the service'],
];

const listed = (folder: string, ending: string) =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => `${folder}/${file}`)
    .sort();

const blank = (text: string) => text.replace(/[^\n]/g, ' ');

const comments = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;
const literals = /'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`|"((?:[^"\\\n]|\\.)*)"/g;
const code = /^( *)(```|~~~)[\s\S]*?^\1\2.*$|``.+?``|`[^`\n]+`|\]\([^)\s]*\)|<!--[\s\S]*?-->/gm;

interface Text {
  readonly text: string;
  readonly start: number;
}

/** The sentences among the texts of a source file. */
function textsOf(source: string): readonly Text[] {
  return [...source.replace(comments, blank).matchAll(literals)]
    .map(({ 0: text, index }) => ({ text, start: index }))
    .filter(({ text }) => text.split(' ').length > 2);
}

function mistakesIn(file: string, avoided = terms): readonly string[] {
  const source = readFileSync(root + file, 'utf8');
  const texts = file.endsWith('.ts')
    ? textsOf(source)
    : [{ text: source.replace(code, blank), start: 0 }];
  return texts.flatMap(({ text, start }) => {
    return avoided.flatMap(([avoid, instead]) =>
      [...text.matchAll(new RegExp(avoid, 'g'))]
        .filter(([words]) => !right.some(([files, term]) => files.test(file) && term.test(words)))
        .map(({ 0: words, index }) => {
          const line = source.slice(0, start + index).split('\n').length;
          return `${file}:${line}: "${words}". Write instead: ${instead}`;
        }),
    );
  });
}

// The words of a simulated service are its own.
const sources = listed('src', '.ts').filter((file) => !file.startsWith('src/demo/'));
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...listed('docs', '.md')];
const files = [...sources, ...pages, 'man/importwatch.1'];

it('texts for people use the terms of the project', () => {
  expect(files.flatMap((file) => mistakesIn(file))).toEqual([]);
});

it('messages use contractions', () => {
  const messages = [...sources, ...listed('scripts/errors', '.ts')];
  expect(messages.flatMap((file) => mistakesIn(file, contractions))).toEqual([]);
});
