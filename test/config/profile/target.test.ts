// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is tested
import { describe, expect, it } from 'vitest';
import { documentOf } from '../../../src/config/file/document.ts';
import { chooseTarget } from '../../../src/config/profile/target.ts';
import type { Config, ProfileEntry } from '../../../src/config/schema/config.ts';
import { chat, cluster } from '../providers.ts';

const entry = (name: string, provider = cluster): ProfileEntry => ({
  name,
  provider,
  file: { path: '/project/.importwatchrc', origin: 'found', document: documentOf({}) },
  values: {},
  defaults: {},
});
const config = (entries: ProfileEntry[], defaultProfile?: string): Config => ({
  profiles: new Map(entries.map((entry) => [entry.name, entry])),
  ...(defaultProfile !== undefined && { defaultProfile }),
});
const three = config([entry('shop'), entry('assets'), entry('talk', chat)]);

function choose(text: string | undefined, of = three, flag?: string, env = {}) {
  const { profile, id } = chooseTarget(text, of, { flag }, env);
  return [profile.name, id];
}

describe('a target', () => {
  it('is an id, or the name of a profile before the first colon and an id', () => {
    expect(choose('assets:42')).toEqual(['assets', '42']);
    expect(choose('assets:a:b')).toEqual(['assets', 'a:b']);
    expect(choose('42', three, 'shop')).toEqual(['shop', '42']);
    expect(choose('other:42', three, 'shop')).toEqual(['shop', 'other:42']);
    expect(choose(':42', three, 'shop')).toEqual(['shop', ':42']);
  });

  it('is an id if it is an IP address, even if a profile has a similar name', () => {
    const address = 'https://api.example.com/jobs/5';
    const named = config([entry('http'), entry('shop')], 'http');
    expect(choose(address, named)).toEqual(['http', address]);
    expect(choose(`shop:${address}`, named)).toEqual(['shop', address]);
    expect(choose(address.replace('https', 'HTTP'), named, 'shop')).toEqual([
      'shop',
      address.replace('https', 'HTTP'),
    ]);
  });

  it('loses white space around it and around its id', () => {
    expect(choose(' assets:42\r\n')).toEqual(['assets', '42']);
    expect(choose('assets:\u00A042 ')).toEqual(['assets', '42']);
    expect(choose('42\r', three, 'shop')).toEqual(['shop', '42']);
    expect(choose('talk:\r')).toEqual(['talk', undefined]);
  });

  it('of only white space is empty', () => {
    expect(() => choose(' \r\n', three, 'talk')).toThrow('The target is empty.');
    expect(() => choose('shop: ')).toThrow('needs an id: the number of the import');
  });

  it('has no invisible character', () => {
    expect(() => choose('assets:4\u200B2')).toThrow(
      '"42" has a zero-width space (U+200B) at character 2.',
    );
    expect(() => choose('\uFEFFassets:42')).toThrow('a byte order mark (U+FEFF) at character 1');
    expect(() => choose('\uFEFF42', three, 'shop')).toThrow('a byte order mark (U+FEFF)');
  });

  it('needs no id if the service needs none', () => {
    expect(choose('talk:')).toEqual(['talk', undefined]);
    expect(choose(undefined, three, 'talk')).toEqual(['talk', undefined]);
    expect(choose('talk:abc')).toEqual(['talk', 'abc']);
  });

  it.each([
    [undefined, ''],
    ['shop:', "If you used a shell variable, it's probably unset. "],
  ])('without the id that a service needs causes an error with an example: %s', (text, first) => {
    const error = expect.objectContaining({
      code: 'usage',
      exitCode: 2,
      message: 'Profile shop needs an id: the number of the import.',
      hint: `${first}Add the id that the service returned when the import started, for example shop:42`,
    });
    expect(() => choose(text, three, 'shop')).toThrow(error);
  });

  it('that is empty is refused, whatever the profile', () => {
    const error = expect.objectContaining({
      code: 'usage',
      message: 'The target is empty.',
      hint: expect.stringContaining('"${ID:?}"'),
    });
    for (const flag of [undefined, 'shop', 'talk']) {
      expect(() => choose('', three, flag)).toThrow(error);
    }
  });

  it.each([':', '::', ':-'])(
    'of empty variables is refused, whatever the profile: "%s"',
    (text) => {
      const error = expect.objectContaining({
        code: 'usage',
        message: `The target "${text}" is empty.`,
        hint: expect.stringContaining('"${ID:?}"'),
      });
      for (const flag of [undefined, 'shop', 'talk']) {
        expect(() => choose(text, three, flag)).toThrow(error);
      }
      expect(() => choose(text, config([entry('shop')]))).toThrow(error);
    },
  );

  it('is refused if it means standard input where that is not read', () => {
    const options = { flag: 'shop', withInput: true };
    expect(chooseTarget('shop:-', three, options, {})).toMatchObject({ id: '-' });
    const choice = { flag: 'shop', isId: true };
    expect(() => chooseTarget('-', three, choice, {})).toThrow('"-" isn\'t a valid id.');
  });

  it.each(['.', '..', 'shop:.', 'shop:..', 'talk:..', '-', 'shop:-', 'shop::'])(
    'is refused: "%s"',
    (text) => {
      const flag = text.includes(':') ? undefined : 'talk';
      const error = expect.objectContaining({
        code: 'usage',
        message: expect.stringContaining("isn't a valid id"),
      });
      expect(() => choose(text, three, flag)).toThrow(error);
    },
  );

  it.each(['null', 'undefined', 'None', '<id>', '$ID', '${IMPORT_ID}'])(
    'is refused if it only means a missing id: "%s"',
    (id) => {
      const error = expect.objectContaining({ message: expect.stringMatching(/isn't an id\. It/) });
      expect(() => choose(`shop:${id}`, three)).toThrow(error);
      expect(() => choose(id, three, 'talk')).toThrow(error);
    },
  );

  it.each(['nullable', 'NULL-1', '<a', '$1', '$id', 'a$B'])('can resemble one: "%s"', (id) => {
    expect(choose(`shop:${id}`, three)).toEqual(['shop', id]);
  });
});

describe('the profile of a target', () => {
  it('comes from the option, the prefix, the environment or the default, or is the only one', () => {
    const env = { IMPORTWATCH_PROFILE: 'assets' };
    const withDefault = config([...three.profiles.values()], 'talk');
    expect(choose('shop:1', withDefault, 'talk', env)).toEqual(['talk', '1']);
    expect(choose('shop:1', withDefault, undefined, env)).toEqual(['shop', '1']);
    expect(choose('1', withDefault, undefined, env)).toEqual(['assets', '1']);
    expect(choose('1', withDefault)).toEqual(['talk', '1']);
    expect(choose('1', withDefault, undefined, { IMPORTWATCH_PROFILE: '' })).toEqual(['talk', '1']);
    expect(choose('1', config([entry('lonely')]))).toEqual(['lonely', '1']);
  });

  it('can be a default from the environment', () => {
    const byStage = config([...three.profiles.values()], '${STAGE}');
    expect(choose('1', byStage, undefined, { STAGE: 'assets' })).toEqual(['assets', '1']);
    expect(() => choose('1', byStage)).toThrow(
      "defaultProfile needs the environment variable STAGE, which isn't set.",
    );
    expect(choose('1', byStage, 'shop')).toEqual(['shop', '1']);
  });

  it('with a mistyped profile is refused before anything is sent', () => {
    const none = (name: string) => `There is no profile "${name}".`;
    expect(() => choose('sohp:1')).toThrow(none('sohp'));
    expect(() => choose('tlak:')).toThrow(none('tlak'));
    const one = config([entry('shop')]);
    for (const text of ['nope:', 'nope:-']) expect(() => choose(text, one)).toThrow(none('nope'));
    expect(choose('other:1', three, 'shop')).toEqual(['shop', 'other:1']);
  });

  it('that is nearly a profile name is not used as part of an id, unless --profile is given', () => {
    const one = config([entry('shop')]);
    expect(() => choose('shpo:404', one)).toThrow(
      expect.objectContaining({
        message: 'There is no profile "shpo". Did you mean "shop"?',
        hint: 'If the id itself contains a colon, use --profile <name>. Profiles: shop.',
      }),
    );
    expect(() => choose('shpo:404', three, undefined, { IMPORTWATCH_PROFILE: 'talk' })).toThrow();
    expect(choose('shpo:404', one, 'shop')).toEqual(['shop', 'shpo:404']);
    expect(choose('node7:404', one)).toEqual(['shop', 'node7:404']);
    expect(chooseTarget('shpo:404', one, { flag: undefined, isId: true }, {}).id).toBe('shpo:404');
  });

  it('may be what an id with a colon was meant to be', () => {
    const doubt = (text: string, flag?: string) =>
      chooseTarget(text, config([entry('shop')]), { flag }, {}).ifNotFound;
    const words = 'There is no profile "node7", so importwatch used "node7:404" as an id of shop.';
    expect(doubt('node7:404')).toBe(words);
    expect(doubt('shop:node7:404')).toBeUndefined();
    expect(doubt('404')).toBeUndefined();
    expect(doubt(':404')).toBeUndefined();
  });

  it('may be a profile in a file that --provider ignores', () => {
    const shop = entry('shop');
    const given = config([{ ...shop, file: { ...shop.file, origin: 'command line' } }]);
    expect(chooseTarget('node7:404', given, { flag: undefined }, {}).ifNotFound).toBe(
      'With --provider or --base-url, importwatch ignores your profiles and uses "node7:404" as the id. If node7 is a profile, remove these options.',
    );
  });

  it('that the environment or the file names wrongly is an error that says where', () => {
    const refused = (env: object, usual?: string) => () =>
      chooseTarget('1', config([entry('shop')], usual), { flag: undefined }, { ...env });
    const message = 'IMPORTWATCH_PROFILE: there is no profile "zz".';
    expect(refused({ IMPORTWATCH_PROFILE: 'zz' })).toThrow(message);
    expect(refused({ IMPORTWATCH_PROFILE: 'zz' }, 'shop')).toThrow(message);
    expect(refused({ STAGE: 'shpo' }, '${STAGE}')).toThrow(
      'defaultProfile: there is no profile "shpo". Did you mean "shop"?',
    );
  });

  it('causes a warning if the option names another one', () => {
    const warnings = (text: string, flag?: string) =>
      chooseTarget(text, three, { flag }, {}).warnings;
    expect(warnings('assets:1', 'shop')).toEqual([
      {
        code: 'other-profile',
        message:
          '"assets:1" names profile assets, but --profile says shop, and --profile wins. Remove one of them.',
      },
    ]);
    expect(warnings('shop:1', 'shop')).toBeUndefined();
    expect(warnings('other:1', 'shop')).toBeUndefined();
    expect(warnings('assets:1')).toBeUndefined();
  });

  it('can be only the name of a profile if there is no other meaning', () => {
    expect(choose('talk')).toEqual(['talk', undefined]);
    expect(choose('talk', three, 'shop')).toEqual(['shop', 'talk']);
  });

  it('that cannot be determined is an error that lists the possible ones', () => {
    const usage = (message: string, hint: string) =>
      expect.objectContaining({ code: 'usage', message, hint });
    expect(() => choose('1')).toThrow(
      usage(
        'You have several profiles. Choose one of them.',
        'Write shop:1, or use --profile <name>. To set a default, add defaultProfile to the configuration file. Profiles: shop, assets, talk.',
      ),
    );
    expect(() => choose(undefined)).toThrow(
      usage(
        'You have several profiles. Choose one of them.',
        'Use --profile <name>. To set a default, add defaultProfile to the configuration file. Profiles: shop, assets, talk.',
      ),
    );
    expect(() => choose('1', three, 'shpo')).toThrow(
      usage('There is no profile "shpo". Did you mean "shop"?', 'Profiles: shop, assets, talk.'),
    );
    expect(() => choose('1', config([]), 'shop')).toThrow(
      usage(
        'Found no profiles in this folder, its parent folders or your user configuration.',
        'Run "importwatch init" to write one, or name a service with --provider and --base-url. To try importwatch without an account, run "importwatch demo".',
      ),
    );
  });
});
