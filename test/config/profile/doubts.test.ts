// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is tested
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { unknownVariables } from '../../../src/config/profile/unknown-variables.ts';
import { secretDoubts } from '../../../src/config/secrets/secret-values.ts';
import { providers } from '../providers.ts';
import { world } from '../world.ts';

async function doubtsAbout(apiKey: string) {
  const text = `profiles: { a: { provider: cluster, clusterId: w1, apiKey: ${apiKey} } }`;
  const config = await loadConfig({ config: 'c.yaml' }, providers, {
    ...world({}),
    readFile: async () => text,
  });
  return [...config.profiles.values()].flatMap(secretDoubts);
}

describe('a secret that looks like a shell variable', () => {
  it('causes a warning that does not show it', async () => {
    const [doubt] = await doubtsAbout('$SHOP_KEY');
    expect(doubt).toEqual({
      code: 'dollar-secret',
      message:
        'The apiKey of profile a contains a $NAME, which importwatch sends as written. To use an environment variable, write ${NAME}.',
    });
  });

  it.each(['"Bearer $SHOP_KEY"', '"jane:$SHOP_KEY"'])('at its end: %s', async (apiKey) => {
    expect(await doubtsAbout(apiKey)).toMatchObject([{ code: 'dollar-secret' }]);
  });

  it.each(['"${SHOP_KEY}"', '{ env: SHOP_KEY }', 'example-key', '$1', '"$a-b"', '"a$B"'])(
    'is not %s',
    async (apiKey) => {
      expect(await doubtsAbout(apiKey)).toEqual([]);
    },
  );
});

describe('an unknown variable', () => {
  const warned = (...names: string[]) =>
    unknownVariables(Object.fromEntries(names.map((name) => [name, 'x'])), providers).map(
      ({ message }) => message,
    );

  it.each([
    ['IMPORTWATCH_TIMOUT', 'IMPORTWATCH_TIMEOUT'],
    ['IMPORTWATCH_APIKEY', 'IMPORTWATCH_API_KEY'],
    ['IMPORTWATCH_PROFIL', 'IMPORTWATCH_PROFILE'],
    ['IMPORTWATCH_FAILFAST', 'IMPORTWATCH_FAIL_FAST'],
    ['IMPORTWATCH_PROXI', 'IMPORTWATCH_PROXY'],
  ])('causes a warning if it is similar to one that importwatch reads: %s', (name, near) => {
    expect(warned(name)).toEqual([`Unknown environment variable ${name}. Did you mean "${near}"?`]);
  });

  it('is ignored if it resembles no known one', () => {
    expect(warned('IMPORTWATCH_VERSION', 'IMPORTWATCH_FOO', 'OTHER_TIMOUT')).toEqual([]);
  });

  it('is not one of the known ones', () => {
    const read = ['CONFIG', 'PROFILE', 'NO_HISTORY', 'TIMEOUT', 'NOTIFY', 'API_KEY', 'CA_FILE'];
    expect(warned(...read.map((name) => `IMPORTWATCH_${name}`))).toEqual([]);
  });
});
