import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkAnswer } from '../../../src/cli/commands/check/check-answer.ts';
import type { World } from '../../../src/cli/world.ts';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { asWritten } from '../../../src/config/secrets/read-description.ts';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import type { Provider } from '../../../src/core/provider/provider.ts';
import { createRedactor } from '../../../src/core/text/redact.ts';
import { providers } from '../../../src/providers/index.ts';
import { world } from '../../config/world.ts';
import { fixedClock } from '../../helpers/clock.ts';

const page = readFileSync(new URL('../../../docs/any-api.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, text = '']) => text,
  );

async function described(yaml: string): Promise<Provider> {
  const here = world({ readFile: async () => yaml });
  const [entry] = (await loadConfig({ config: 'c.yaml' }, providers, here)).profiles.values();
  if (!entry?.provider.description) throw new Error('describes nothing');
  const { keys, provider } = entry.provider.description;
  return provider(asWritten(keys, entry.values));
}

/** What the description of a section makes of the answer that stands there. */
async function explained(name: string) {
  const yaml = blocks('yaml').find((text) => text.includes(`  ${name}:`)) ?? '';
  const at = page.indexOf(yaml);
  const distance = (json: string) => Math.abs(page.indexOf(json) - at);
  const [json = ''] = blocks('json').sort((a, b) => distance(a) - distance(b));
  const provider = await described(yaml);
  return provider.explain?.(JSON.parse(json), 0);
}

describe('docs/any-api.md', () => {
  it('first shows a token from the environment, in the header that most services want', async () => {
    const variable = /Bearer \$\{(\w+)\}/.exec(blocks('yaml')[0] ?? '')?.[1];
    expect(blocks('sh')[0]).toContain(`-H "Authorization: Bearer $${variable}"`);
  });

  it.each(blocks('yaml'))('has a valid profile: %#', async (yaml) => {
    expect((await described(yaml)).name).toBe('http');
  });

  it.each([
    ['acme', { state: 'running', completed: 300, total: 1200, failed: 2, name: 'products.csv' }],
    ['graph', { state: 'running', completed: 120, total: 500, message: 'Row 7 has no SKU.' }],
    ['container', { state: 'running', vendorState: 'not done', completed: 41, total: 44 }],
  ])('reads the answer of %s as it says', async (name, snapshot) => {
    expect((await explained(name))?.snapshot).toMatchObject(snapshot);
  });

  it('shows what check --answer shows', async () => {
    let printed = '';
    const files: Record<string, string> = {
      '/project/c.yaml': blocks('yaml')[0] ?? '',
      'answer.json': blocks('json')[0] ?? '',
    };
    const config = world({ readFile: async (path) => files[path] ?? '' });
    const stdout = { isTerminal: false, write: (text: string) => (printed += text) };
    const redactor = createRedactor();
    const stop = new AbortController().signal;
    const here = { clock: fixedClock, env: {}, stdout, redactor, config, stop } as unknown as World;
    await checkAnswer('answer.json', 'acme', { config: 'c.yaml' }, here);
    expect(printed.split('\n\n')[0]).toBe(blocks('text')[0]?.trimEnd());
  });

  it('shows a mistake as it is reported', async () => {
    const yaml = (blocks('yaml')[0] ?? '').replace('progress.done', 'progress..done');
    const error = await described(yaml).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ImportwatchError);
    const shown = (error as Error).message.replace('/project/c.yaml', '.importwatchrc');
    expect(shown).toBe(blocks('text')[1]?.trimEnd());
  });

  const expressions = [...page.matchAll(/^\| [^|]+ \| (.+) \|$/gm)]
    .filter(([row]) => page.indexOf(row) < page.indexOf('## GraphQL'))
    .filter(([row]) => page.indexOf(row) > page.indexOf('## Expressions'))
    .flatMap(([, cell = '']) => [...cell.matchAll(/(?<!`)(`{1,2})(?!`)(.+?)(?<!`)\1(?!`)/g)])
    .map(([, , text = '']) => text.trim().replaceAll('\\|', '|'));

  it.each(expressions.filter((text) => text !== ''))('has a valid expression: %s', async (text) => {
    const { parseExpression } = await import(
      '../../../src/providers/http/expression/parse-expression.ts'
    );
    expect(parseExpression(text).text).toBe(text);
  });
});
