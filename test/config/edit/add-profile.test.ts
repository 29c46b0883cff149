// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is written
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addProfile } from '../../../src/config/edit/add-profile.ts';
import type { NewProfile } from '../../../src/config/edit/new-profile.ts';
import { parseConfigText } from '../../../src/config/file/document.ts';

const shop: NewProfile = {
  name: 'shop',
  values: { provider: 'elevate', clusterId: 'w1234abcd', apiKey: '${ELEVATE_API_KEY}' },
  isDefault: false,
};
const shopLines = `  shop:
    provider: elevate
    clusterId: w1234abcd
    apiKey: \${ELEVATE_API_KEY}
`;

const yaml = (text: string, profile = shop) => addProfile(text, profile, { json: false, root: [] });
const json = (text: string, profile = shop, root: string[] = []) =>
  addProfile(text, profile, { json: true, root });

describe('a profile that is added to YAML', () => {
  it.each(['', '# nothing yet\n'])('begins the configuration: %j', async (text) => {
    expect(await yaml(text)).toBe(`${text}profiles:\n${shopLines}`);
  });

  it('comes after the others, and changes no byte of them', async () => {
    const before = 'profiles:   # of the team\n  a:   { provider: rocketchat }   # theirs\n';
    expect(await yaml(before)).toBe(before + shopLines);
  });

  it('leaves comments where they belong', async () => {
    const [first, rest] = [
      'profiles:\n  a:\n    provider: elevate # this\n    # timeout: 2h\n\n    # more of a\n',
      '# about the defaults\ndefaults:\n  timeout: 2h\n',
    ];
    expect(await yaml(first + rest)).toBe(first + shopLines + rest);
  });

  it('is indented as the others are', async () => {
    const before = 'profiles:\n     a:\n       provider: elevate\n';
    const after = await yaml(before);
    expect(after).toBe(before + shopLines.replace(/^ {2}/gm, '     '));
  });

  it.each(['profiles:\n  a: &a\n    x: 1', 'defaults:\n  timeout: 2h'])(
    'begins a line of its own after %j',
    async (before) => {
      const after = await yaml(before);
      expect(after?.startsWith(`${before}\n`)).toBe(true);
      expect(after).toContain(`\n${shopLines}`);
    },
  );

  it.each(['{ profiles: { a: { provider: elevate } } }\n', 'profiles: {}\n', 'profiles:\n'])(
    'finds a place in %j',
    async (before) => {
      const after = (await parseConfigText((await yaml(before)) ?? '')).value;
      expect(after).toMatchObject({ profiles: { shop: shop.values } });
    },
  );

  it('takes the place of the one of its name', async () => {
    const old = '  shop:\n    provider: rocketchat # old\n    baseUrl: https://old.example\n';
    const [above, below] = ['# above\nprofiles:\n  a:\n    x: 1\n\n', '\n  # b is next\n  b: {}\n'];
    expect(await yaml(above + old + below)).toBe(above + shopLines + below);
  });

  it('becomes the default', async () => {
    const profile = { ...shop, isDefault: true };
    expect(await yaml('', profile)).toBe(`profiles:\n${shopLines}defaultProfile: shop\n`);
    const before = 'defaultProfile: a # so far\nprofiles:\n  a: { x: 1 }\n';
    expect(await yaml(before, profile)).toBe(before.replace(': a', ': shop') + shopLines);
  });

  it('keeps the line ends of the file', async () => {
    const before = 'profiles:\r\n  a: { x: 1 }\r\n';
    expect(await yaml(before)).toBe(before + shopLines.replaceAll('\n', '\r\n'));
  });

  it('names the place of a secret in one line', async () => {
    const profile = { ...shop, values: { apiKey: { file: '/run/secrets/key' } } };
    expect(await yaml('', profile)).toBe(
      'profiles:\n  shop:\n    apiKey: { file: /run/secrets/key }\n',
    );
  });

  it('can be added to the example without changing anything else', async () => {
    const example = readFileSync(
      new URL('../../../.importwatchrc.example', import.meta.url),
      'utf8',
    );
    const after = await yaml(example, { ...shop, name: 'second' });
    expect(after?.startsWith(example)).toBe(true);
  });

  it.each([
    'profiles:\n  shop: &old\n    provider: elevate\n  b:\n    <<: *old\n',
    'profiles:\n  shop: &old\n    provider: elevate\n  b: *old\n',
    'profiles:\n  shop:\n    headers: &old { A: b }\n  b:\n    headers: *old\n',
    'profiles: { shop: &old { provider: elevate }, b: *old }\n',
  ])('does not take the place of one that others repeat: %j', async (text) => {
    expect(await yaml(text)).toBeUndefined();
  });

  it.each(['a: [', '- a\n', 'profiles: 7\n', 'profiles:\n  - a\n'])(
    'is not added to %j',
    async (text) => {
      expect(await yaml(text)).toBeUndefined();
    },
  );

  it('reads back unchanged, whatever its content', async () => {
    const word = fc
      .string({ unit: 'binary', maxLength: 12 })
      .filter((text) => !/[\0\uFFFD]/.test(text));
    const name = fc.stringMatching(/^[a-z_.][\w.-]{0,8}$/).filter((text) => text !== '__proto__');
    await fc.assert(
      fc.asyncProperty(name, fc.dictionary(name, word, { minKeys: 1 }), async (name, values) => {
        const profile = { name, values, isDefault: false };
        const after = await yaml('profiles:\n  a:\n    x: 1\n', profile);
        const { value } = await parseConfigText(after ?? '');
        expect(JSON.parse(JSON.stringify(value)).profiles[name]).toEqual({ ...values });
      }),
      { numRuns: 200 },
    );
  });
});

describe('a profile that is added to JSON', () => {
  it('begins the configuration', async () => {
    expect(JSON.parse((await json('')) ?? '')).toEqual({ profiles: { shop: shop.values } });
  });

  it('keeps the indentation, and every digit', async () => {
    const before =
      '{\n    "profiles": {\n        "a": {\n            "x": 5537431447739019570\n        }\n    }\n}\n';
    const after = (await json(before)) ?? '';
    expect(after.startsWith(before.slice(0, before.indexOf('\n        }\n    }')))).toBe(true);
    expect(after).toContain('\n        "shop": {\n            "provider": "elevate",\n');
    expect(after).toContain('5537431447739019570');
  });

  it('is put below its key in a package.json', async () => {
    const after = await json('{\n  "name": "x"\n}\n', { ...shop, isDefault: true }, [
      'importwatch',
    ]);
    expect(JSON.parse(after ?? '')).toEqual({
      name: 'x',
      importwatch: { defaultProfile: 'shop', profiles: { shop: shop.values } },
    });
  });
});
