import { describe, expect, it } from 'vitest';
import { run } from '../helpers/program.ts';

interface Listed {
  name: string;
  group: string;
  id: { description: string };
  settings: Record<string, { description: string }>;
}

const providers = (...args: string[]) => run(['providers', ...args]);

/** Every key in a JSON value. */
function keysIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(keysIn);
  return Object.entries(value).flatMap(([key, each]) => [key, ...keysIn(each)]);
}

describe.concurrent('providers', () => {
  it('lists each provider below the heading of its group', async () => {
    const { stdout, code } = await providers();
    const headings = stdout.match(/^\w+$/gm);
    expect(headings).toEqual(['Native', 'Standards', 'Services']);
    expect(stdout).toMatch(/^Native\n {2}elevate .*\n(?: {2}.*\n)* {2}http .*\n\nStandards\n/);
    expect(stdout).toMatch(/^Services\n(?: {2}.*\n)* {2}zendesk /m);
    expect(stdout).toContain('importwatch providers --search <word>');
    expect(code).toBe(0);
  });

  it('aligns the titles of all groups', async () => {
    const { stdout } = await providers();
    const rows = stdout.split('\n').filter((line) => line.startsWith('  '));
    expect(new Set(rows.map((row) => /^ {2}\S+ +/.exec(row)?.[0].length)).size).toBe(1);
  });

  it('names the target id of a provider, with an example', async () => {
    const { stdout } = await providers('meilisearch');
    expect(stdout).toMatch(/^Target id: taskUid, from .*\. Example: 1$/m);
    expect((await providers('rocketchat')).stdout).toMatch(/^Target id \(optional\): _id/m);
  });

  it('says description, not describe, in its JSON', async () => {
    const [all, one] = await Promise.all([providers('--json'), providers('http', '--json')]);
    const listed = JSON.parse(all.stdout) as Listed[];
    expect(listed.length).toBeGreaterThan(4);
    for (const { group, id, settings } of listed) {
      expect(['native', 'standards', 'services']).toContain(group);
      for (const { description } of [id, ...Object.values(settings)]) {
        expect(description).toMatch(/\w/);
      }
    }
    expect(listed).toContainEqual(
      expect.objectContaining({ name: 'meilisearch', group: 'services', idFrom: 'taskUid' }),
    );
    const http = JSON.parse(one.stdout) as Listed;
    expect(http).toMatchObject({
      group: 'native',
      keys: {
        request: {
          description: expect.stringContaining('call'),
          keys: { path: { description: expect.stringContaining('below baseUrl') } },
        },
      },
    });
    for (const { stdout } of [all, one]) {
      expect(keysIn(JSON.parse(stdout))).not.toContain('describe');
    }
  });
});

describe.concurrent('providers --search', () => {
  it.each([
    ['a name', ['gitlab-bulk'], ['gitlab-bulk-import']],
    ['a title, whatever its case', ['MAGENTO'], ['adobe-commerce']],
    ['what the id is', ['taskUid'], ['meilisearch']],
    ['what a setting is', ['import_containers'], ['commercetools']],
    ['several words in any order', ['transfer GITLAB'], ['gitlab-bulk-import']],
  ])('finds by %s', async (_, words, expected) => {
    const { stdout, code } = await providers('--json', '--search', ...words);
    expect((JSON.parse(stdout) as Listed[]).map(({ name }) => name)).toEqual(expected);
    expect(code).toBe(0);
  });

  it('shows matches in their groups, and the next step', async () => {
    const { stdout } = await providers('--search', 'zendesk');
    expect(stdout).toBe(
      "Services\n  zendesk  Zendesk job statuses\n\nShow one service's settings: importwatch providers <name>\n",
    );
  });

  it('says that nothing matches, and that any JSON API can be described', async () => {
    const { stdout, stderr, code } = await providers('--search', 'zendeks\u001b');
    expect(stdout).toMatch(/^No service matches "zendeks"\. Did you mean "zendesk"\?$/m);
    expect(stdout).toContain('importwatch providers http');
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it.each([
    [['elevate', '--search', 'shop'], /not both/],
    [['--search', ' '], /--search is empty/],
  ])('refuses %j', async (args, message) => {
    const { stderr, code } = await providers(...args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});
