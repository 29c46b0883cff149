import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run } from '../helpers/program.ts';

const anyApi = 'docs/any-api.md in the importwatch package';
const needed = (how: string) =>
  `${how}rest-job. To describe the API yourself, see ${anyApi}, and run "importwatch providers http".`;
const unknown = `For any other API, try "rest-job" first, or describe the API yourself with "http" (see ${anyApi}).`;

/** The errors of a profile with these lines. */
async function inFile(lines: string, name = 'c.yaml') {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, name), `profiles:\n  api: ${lines}\n`);
  return run(['wait', '--config', name, 'api:1'], { cwd });
}

describe.concurrent('a user whose service is not in the list', () => {
  it.each([
    ['init', 'importwatch init --provider '],
    ['wait', '--provider '],
    ['status', '--provider '],
    ['check', '--provider '],
    ['failed', '--provider '],
  ])('is led from %s --provider http to a preset and to the description', async (command, how) => {
    const id = command === 'init' || command === 'check' ? [] : ['1'];
    const { code, stderr } = await run([command, '--provider', 'http', ...id]);
    expect(stderr).toContain(needed(how));
    expect(code).toBe(2);
  });

  it('is led there from the environment', async () => {
    const { code, stderr } = await run(['wait', '1'], { env: { IMPORTWATCH_PROVIDER: 'http' } });
    expect(stderr).toContain(needed('IMPORTWATCH_PROVIDER='));
    expect(code).toBe(2);
  });

  it('is led there from a profile without a description, in one error', async () => {
    const { code, stderr } = await inFile('{ provider: http, baseUrl: https://a.example }');
    expect(stderr).toContain(
      ':2:10: profiles.api.provider: "http" needs a description of the API.',
    );
    expect(stderr).toContain(needed('provider: '));
    expect(stderr).not.toMatch(/request|doneWhen/);
    expect(code).toBe(2);
  });

  it('sees what is missing from a description that has begun', async () => {
    const { stderr } = await inFile(
      '{ provider: http, baseUrl: https://a.example, request: { path: /jobs } }',
    );
    expect(stderr).toContain('needs state or doneWhen');
    expect(stderr).not.toContain('rest-job');
  });

  it.each([
    ['rest', 'rest-job'],
    ['REST', 'rest-job'],
    ['https', 'http'],
    ['airbyte', 'airbyte-job'],
    ['elastic', 'elasticsearch'],
    ['json', undefined],
    ['my-service', undefined],
  ])('is led from an unknown name to the nearest one and to any API: %s', async (name, near) => {
    const found = await Promise.all([
      run(['init', '--provider', name]),
      run(['wait', '--provider', name, '1']),
      run(['check', '--provider', name]),
      run(['providers', name]),
      run(['wait', '1'], { env: { IMPORTWATCH_PROVIDER: name } }),
      inFile(`{ provider: ${name}, baseUrl: https://a.example }`),
    ]);
    for (const { code, stderr } of found) {
      expect(stderr).toContain(unknown);
      expect(/Did you mean "(.*?)"/.exec(stderr)?.[1]).toBe(near);
      expect(code).toBe(2);
    }
  });
});
