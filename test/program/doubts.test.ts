import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, run } from '../helpers/program.ts';
import { simulated } from '../helpers/simulated.ts';

/** A folder with a profile `shop` whose secret is written as in a shell. */
async function project() {
  const service = await simulated('elevate', { steps: 2 });
  const cwd = emptyFolder();
  const shop = { provider: 'elevate', baseUrl: service.url, apiKey: '$ELEVATE_API_KEY' };
  writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles: { shop } }));
  return { cwd, env: { IMPORTWATCH_TIMOUT: '5s' } };
}

describe('a probable mistake', () => {
  it('causes one warning for all imports', async () => {
    const { stderr } = await run(['status', 'shop:1', 'shop:2'], await project());
    expect(stderr.match(/contains a \$NAME, which importwatch sends/g)).toHaveLength(1);
    expect(stderr.match(/Did you mean "IMPORTWATCH_TIMEOUT"\?/g)).toHaveLength(1);
    expect(stderr).not.toContain('ELEVATE_API_KEY');
  });

  it('is in the stream of JSON', async () => {
    const { lines } = await run(['status', 'shop:1', '--json'], await project());
    const codes = lines.filter(({ type }) => type === 'warning').map((line) => line['code']);
    expect(codes).toEqual(['unknown-variable', 'dollar-secret']);
  });

  it('is reported by check', async () => {
    const { stdout } = await run(['check'], await project());
    expect(stdout).toMatch(/! secrets .*apiKey of profile shop contains a \$NAME/);
  });
});

describe('a certificate that is not verified', () => {
  const shop = ['--provider', 'elevate', '--base-url', 'http://127.0.0.1:1'];
  const env = { IMPORTWATCH_INSECURE_TLS: 'true', IMPORTWATCH_API_KEY: 'example-key' };

  it.each(['status', 'wait'])('causes a warning even with --quiet: %s', async (command) => {
    const limit = command === 'wait' ? ['--max-outage', '100ms'] : [];
    const { stderr } = await run([command, ...shop, '--quiet', ...limit, '1'], { env });
    expect(stderr).toContain(
      "importwatch doesn't verify the certificate of the service (insecureTls)",
    );
  });

  it('is shown by profiles', async () => {
    const cwd = emptyFolder();
    const profile = {
      provider: 'elevate',
      baseUrl: 'https://shop.example.com',
      apiKey: 'example-key',
      insecureTls: true,
    };
    writeFileSync(join(cwd, 'c.json'), JSON.stringify({ profiles: { profile } }));
    const { stdout } = await run(['profiles', '--config', 'c.json'], { cwd });
    expect(stdout).toContain("the certificate isn't verified (insecureTls)");
    const { stdout: json } = await run(['profiles', '--config', 'c.json', '--json'], { cwd });
    expect(JSON.parse(json)).toMatchObject([{ insecureTls: true }]);
  });
});
