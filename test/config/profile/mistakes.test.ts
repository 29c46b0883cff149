// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are what is tested
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/profile/load-config.ts';
import { proxyMistake } from '../../../src/config/schema/address.ts';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import { providers } from '../providers.ts';
import { playground } from '../world.ts';

/** The lines of the error, without the path of the file. */
async function mistakesIn(text: string, name = '.importwatchrc'): Promise<string[]> {
  using place = playground();
  const file = place.write(`home/work/project/${name}`, text);
  const error = await loadConfig({}, providers, place.world()).catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ImportwatchError);
  expect(error).toMatchObject({ code: 'config', exitCode: 2 });
  return (error as Error).message.split('\n').map((line) => line.replaceAll(file, ''));
}

const shop = (...lines: string[]) =>
  [
    'profiles:',
    '  shop:',
    '    provider: cluster',
    '    baseUrl: https://c.example.com',
    '    apiKey: example-key',
    ...lines.map((line) => `    ${line}`),
  ].join('\n');

const chat = (...lines: string[]) =>
  ['profiles:', '  talk:', '    provider: chat-server', ...lines.map((line) => `    ${line}`)].join(
    '\n',
  );

describe('a mistake in a profile is reported with its line, its key, the problem and the right name', () => {
  const cases: readonly [about: string, line: string, expected: string][] = [
    [
      'a bad duration',
      'timeout: 2 hours',
      `timeout: "2 hours" isn't a duration. Use a duration such as 30s, 5m or 1h30m.`,
    ],
    [
      'no time between polls',
      'interval: 0s',
      'interval: "0s" is neither auto nor a duration above zero. Use auto, or a duration such as 5s or 1m30s.',
    ],
    [
      'no time for a request',
      'requestTimeout: 0',
      `requestTimeout: "0" isn't a duration above zero. Use a duration such as 30s, 5m or 1h30m.`,
    ],
    ['a bad flag', 'allowHttp: maybe', 'allowHttp: "maybe" is neither true nor false.'],
    [
      'a bad choice',
      'onActionRequired: wiat',
      'onActionRequired: "wiat" is invalid. Did you mean "wait"? Use wait or exit.',
    ],
    ['a bad choice of the provider', 'apiVersion: 7', 'apiVersion: "7" is invalid. Use 2, 3 or 4.'],
    [
      'a bad size',
      'maxBodyBytes: 1MB',
      `maxBodyBytes: "1MB" isn't a number of bytes. Use a number such as 1048576.`,
    ],
    ['a mapping for an option', 'timeout: { of: 5m }', "timeout can't be a mapping."],
    ['a mapping for a text', 'caFile: { file: x }', 'caFile must be text.'],
    ['a flag for a text', 'caFile: true', 'caFile must be text. Put it in quotes.'],
    ['a list', 'caFile: [a.pem, b.pem]', "caFile can't be a list."],
    ['an empty text', 'caFile: ""', 'caFile is empty.'],
    ['an address without scheme', 'proxy: proxy.example.com:8080', `proxy ${proxyMistake('x')}`],
    [
      'a proxy whose address is a script',
      'proxy: pac+http://x.example.com/p.js',
      `proxy ${proxyMistake('x')}`,
    ],
    ['a header without name', 'headers: { "a b": c }', "headers.a b isn't a valid header name."],
    ['invalid headers', 'headers: X', 'headers must be a mapping of names to values.'],
    [
      'an unclosed variable',
      'caFile: ${HOME',
      'caFile contains "${" that doesn\'t begin a valid ${NAME}. Write ${NAME} or ${NAME:-default}, or $${ for a literal ${.',
    ],
  ];
  it.each(cases)('%s', async (_about, line, expected) => {
    const column = line.startsWith('headers: {') ? 16 : 5;
    expect(await mistakesIn(shop(line))).toEqual([`:6:${column}: profiles.shop.${expected}`]);
  });

  it.each([
    ['a misspelt setting', 'apyKey: x', '"profiles.shop.apyKey". Did you mean "apiKey"?'],
    [
      'other separators',
      'stall-timeout: 5m',
      '"profiles.shop.stall-timeout". Did you mean "stallTimeout"?',
    ],
    [
      'a name like no other',
      'colour: red',
      '"profiles.shop.colour". "importwatch providers cluster" lists the settings.',
    ],
  ])('an unknown key: %s', async (_about, line, expected) => {
    expect(await mistakesIn(shop(line))).toEqual([`:6:5: Unknown key ${expected}`]);
  });

  it('opposites at one level', async () => {
    expect(await mistakesIn(shop('any: true', 'all: true'))).toEqual([
      ':2:3: profiles.shop has any and all. Keep only one.',
    ]);
  });
});

describe('the requirements of a profile', () => {
  it('a provider that exists', async () => {
    expect(await mistakesIn('profiles:\n  shop:\n    provider: clutser\n')).toEqual([
      `:3:5: profiles.shop.provider: "clutser" isn't a known service. Did you mean "cluster"? Run "importwatch providers" for the list.`,
    ]);
    expect(await mistakesIn('profiles:\n  shop:\n    apiKey: example-key\n')).toEqual([
      ':2:3: profiles.shop.provider is missing. Run "importwatch providers" for the list.',
    ]);
  });

  it('its required settings, even if the key exists without a value', async () => {
    expect(await mistakesIn(chat('baseUrl: https://x.example.com', 'userId:'))).toEqual([
      ':2:3: profiles.talk.authToken is missing (token of the user).',
      ':5:5: profiles.talk.userId is missing (id of the user).',
    ]);
  });

  it('one of two addresses, and not both', async () => {
    const profile = 'profiles:\n  shop:\n    provider: cluster\n    apiKey: example-key\n';
    expect(await mistakesIn(profile)).toEqual([':2:3: profiles.shop needs baseUrl or clusterId.']);
    expect(await mistakesIn(shop('clusterId: w1'))).toEqual([
      ':2:3: profiles.shop has baseUrl and clusterId. Keep only one.',
    ]);
  });

  it('an address without credentials and query, which are not shown', async () => {
    const chatAt = (url: string) => chat(`baseUrl: ${url}`, 'userId: u', 'authToken: example');
    expect(await mistakesIn(chatAt('https://u:hidden@x.example.com'))).toEqual([
      ':4:5: profiles.talk.baseUrl contains credentials. Put them in their own settings.',
    ]);
    expect(await mistakesIn(chatAt('https://x.example.com/?a=b'))).toEqual([
      ":4:5: profiles.talk.baseUrl can't have a query or a fragment.",
    ]);
    expect(await mistakesIn(chatAt('localhost:3000'))).toEqual([
      ":4:5: profiles.talk.baseUrl isn't a valid address. Use an address such as https://host.example.com.",
    ]);
  });

  it('secrets with exactly one reference, and only if the setting is a secret', async () => {
    const with_ = (userId: string, authToken: string) =>
      chat('baseUrl: https://x.example.com', `userId: ${userId}`, `authToken: ${authToken}`);
    expect(await mistakesIn(with_('{ env: X }', '{ env: X, file: y }'))).toEqual([
      ':5:5: profiles.talk.userId must be text.',
      ':6:5: profiles.talk.authToken has env and file. Keep only one.',
    ]);
    expect(await mistakesIn(with_('u', '{ evn: X }'))).toEqual([
      ':6:18: Unknown key "profiles.talk.authToken.evn". Did you mean "env"?',
    ]);
    expect(await mistakesIn(with_('u', '{}'))).toEqual([
      ':6:5: profiles.talk.authToken needs env, file or command.',
    ]);
    expect(await mistakesIn(with_('u', '{ command: make-token }'))).toEqual([
      ':6:18: profiles.talk.authToken.command is allowed only in your user configuration (~/.config/importwatch/config.yaml) or in a file passed with --config.',
    ]);
  });
});

describe('mistakes elsewhere in the file', () => {
  it('that has a profile at the top level', async () => {
    expect(await mistakesIn('shop:\n  provider: cluster\n')).toEqual([
      ':1:1: shop belongs below "profiles:", indented, because it has a provider.',
    ]);
  });

  it('at the top level', async () => {
    expect(await mistakesIn('profile: {}\ndefault: {}\n')).toEqual([
      ':1:1: Unknown key "profile". Did you mean "profiles"?',
      ':2:1: Unknown key "default". Did you mean "defaults"?',
    ]);
    expect(await mistakesIn(`defaultProfile: shpo\n${shop()}`)).toEqual([
      `:1:1: defaultProfile: "shpo" isn't a profile. Did you mean "shop"?`,
    ]);
    expect(await mistakesIn('profiles: [shop]')).toEqual([":1:1: profiles can't be a list."]);
    for (const text of ['just text', '42', 'true']) {
      expect(await mistakesIn(text)).toEqual([
        ':1:1: The file must be a mapping of keys to values.',
      ]);
    }
  });

  it('in the key that names the service', async () => {
    expect(await mistakesIn('profiles:\n  shop:\n    providr: cluster\n')).toEqual([
      ':2:3: profiles.shop.provider is missing. Did you misspell it as "providr"?',
    ]);
  });

  it('in keys that are indented too little', async () => {
    expect(await mistakesIn('profiles:\n  shop:\n  provider: cluster\n')).toEqual([
      ':2:3: profiles.shop is empty. Indent its settings below its name.',
      ':3:3: profiles.provider must be a mapping of keys to values. Indent the keys of a profile below its name.',
    ]);
    expect(await mistakesIn(`${shop()}\nproxy: http://p\ntimeout: 5m\n`)).toEqual([
      ':6:1: proxy belongs in a profile. Indent it below the name of the profile.',
      ':7:1: timeout belongs below "defaults:" or in a profile, indented.',
    ]);
  });

  it('in defaults, which have no address and no connection options', async () => {
    const lines = ['baseUrl: https://x.example.com', 'headers: {}', 'caFile: a', 'tiemout: 5m'];
    expect(await mistakesIn(['defaults:', ...lines].join('\n  '))).toEqual([
      ':2:3: defaults.baseUrl belongs in a profile. Only wait options can be in defaults.',
      ':3:3: defaults.headers belongs in a profile. Only wait options can be in defaults.',
      ':4:3: defaults.caFile belongs in a profile. Only wait options can be in defaults.',
      ':5:3: Unknown key "defaults.tiemout". Did you mean "timeout"?',
    ]);
  });

  it('in names that a target could not contain', async () => {
    const profile = '{ provider: cluster, clusterId: w1, apiKey: example-key }';
    for (const name of ['a b', 'a:b', '-a', 'a/b', "a'b", 'a*', '/*x*/a']) {
      expect(await mistakesIn(`profiles:\n  "${name}": ${profile}\n`)).toEqual([
        `:2:3: profiles.${name} isn't a valid name. A name can't contain spaces, colons, slashes, asterisks or quotes, or begin with "-".`,
      ]);
    }
  });

  it('in keys that occur twice', async () => {
    expect(await mistakesIn('defaults: {}\ntypo: 1\ndefaults: {}\n')).toEqual([
      ':2:1: Unknown key "typo".',
      ':3:1: defaults appears twice.',
    ]);
  });

  it('in an alias without its anchor', async () => {
    expect(await mistakesIn('defaults: *nowhere\n')).toEqual([
      ":1:1: defaults refers to an anchor that isn't defined above.",
    ]);
  });

  it('all together, by line', async () => {
    const text = `${shop('apyKey: x', 'timeout: soon')}\n  other: 3\ntypo: 1\ndefaults: { all: 3 }\n`;
    expect(await mistakesIn(text)).toEqual([
      ':6:5: Unknown key "profiles.shop.apyKey". Did you mean "apiKey"?',
      `:7:5: profiles.shop.timeout: "soon" isn't a duration. Use a duration such as 30s, 5m or 1h30m.`,
      ':8:3: profiles.other must be a mapping of keys to values. Indent the keys of a profile below its name.',
      ':9:1: Unknown key "typo".',
      ':10:13: defaults.all: "3" is neither true nor false.',
    ]);
  });

  it('as many of them as a person can read', async () => {
    const lines = await mistakesIn(Array.from({ length: 60 }, (_, i) => `k${i}: 1`).join('\n'));
    expect(lines).toHaveLength(51);
    expect(lines.at(-1)).toBe('… and 10 more errors.');
  });
});

describe('mistakes of syntax', () => {
  const secret = 'tok-en-beside-the-mistake';
  it.each([
    ['yaml', `profiles:\n  shop:\n    apiKey: "${secret}\n`, ':3:13'],
    ['yaml', `profiles:\n\tshop: ${secret}\n`, ':2:1'],
    ['yaml', `profiles:\n  shop:\n   apiKey: ${secret}\n  - x\n`, ':4:1'],
    ['yaml', `apiKey: "\\q${secret}"\n`, ':1:10'],
    ['yaml', `apiKey: !${secret} x\n`, ':1:9'],
    ['yaml', `a: 1\n---\napiKey: ${secret}\n`, ':2:1'],
    ['json', `{\n  "apiKey": "${secret}"\n  "b": 1\n}\n`, ':3:3'],
    ['json', `{\n  "apiKey": "${secret}",\n  "b": {\n}\n`, ':5:1'],
  ])(
    'of %s: the place and the reason, and no part of the text: %j',
    async (extension, text, place) => {
      const lines = await mistakesIn(text, `.importwatchrc.${extension}`);
      expect(lines).toHaveLength(1);
      expect(lines[0]).toMatch(new RegExp(`^${place}: [A-Z].+\\.$`));
      expect(lines[0]).not.toContain(secret.slice(0, 6));
    },
  );

  it.each([
    ['{"profiles": {"a": ', ':1:20'],
    ['profiles: [', ':1:12'],
    ['profiles: [\n', ':2:1'],
    ['profiles:\n  a: { headers: { X: 1 }\n  b: { }\n', ':3:3'],
    ['{ "profiles": { "a": 1 }', ':1:25'],
  ])('of a bracket that is open at the end: %j', async (text, place) => {
    expect(await mistakesIn(text)).toEqual([`${place}: Unclosed { or [ before this point.`]);
  });

  it.each([
    ['{"profiles: 1}', "A quote isn't closed."],
    ['profiles: {\nb: 1\n}\n', "The indentation doesn't match the lines above."],
  ])('of another kind, although a bracket seems open: %j', async (text, problem) => {
    expect((await mistakesIn(text))[0]).toContain(problem);
  });

  it.each([
    ['profiles:\n  a:\n    provider:http\n    state: x\n', ':3:5'],
    ['profiles:\n  a:\n    state: x\n    base-url:http://x\n', ':4:5'],
    ['profiles:\n  a:\n    secret:"x"\n    state: x\n', ':3:5'],
  ])('of a missing space after a colon: %j', async (text, place) => {
    expect(await mistakesIn(text)).toEqual([`${place}: A space is missing after the colon.`]);
  });

  it.each([
    ['a: "x\nb: ${K}\n', ':1:4'],
    ["a: 'x\nb: y\n", ':1:4'],
    ['a: "x\nb: "y"\n', ':1:4'],
    ["a: 'x\nb: 'y'\n", ':1:4'],
    ['a: "x\\"\nb: y\n', ':1:4'],
    ['a: {b: "x, c: y}\n', ':1:8'],
    ['a: {b: "x, c: "y"}\n', ':1:8'],
    ["a: {b: 'x, c: 'y'}\n", ':1:8'],
    ['{"a: "b", "c": "d"}', ':1:2'],
    ['{"a": "b, "c": "d"}', ':1:7'],
    ['{"a": "b\n, "c": "d"}', ':1:7'],
  ])('of a quote that is not closed, at that quote: %j', async (text, place) => {
    expect(await mistakesIn(text)).toEqual([`${place}: A quote isn't closed.`]);
  });

  it.each(['a: "${K}"/x\n', 'a: ", "\nb: c\nd\n', 'a: [", ", "b: "]\nb: c\nd\n'])(
    'after a quote that is closed is not about that quote: %j',
    async (text) => {
      const lines = await mistakesIn(text);
      expect(lines).toEqual([expect.not.stringContaining("quote isn't closed")]);
    },
  );

  it.each([
    ['profiles:\n  a:\n    clusterId w1\n    apiKey: x\n', ':3:5'],
    ['profiles:\n  a:\n    apiKey: x\n    clusterId w1\n', ':4:5'],
    ['profiles:\n  a\n    apiKey: x\n', ':2:3'],
    ['profiles:\n  a:\n    clusterId w1\n    "apiKey": x\n', ':3:5'],
  ])('of a missing colon: %j', async (text, place) => {
    expect(await mistakesIn(text)).toEqual([
      `${place}: This isn't a "key: value" pair. A colon may be missing, or a quote or bracket may be unclosed.`,
    ]);
  });

  it.each([
    ['a:\n  b: c\n   d: e\n', 'The next line is indented too far.'],
    ['a:\n  b: c\n   d: e # f: g\n', 'The next line is indented too far.'],
    ['a:\n  b: c\n   "d": e\n', 'The next line is indented too far.'],
    ['a:\n  b: c: d\n', 'Text that contains ": " needs quotes.'],
    ['a:\n  b: c:\n  d: e\n', 'Text that contains ": " needs quotes.'],
  ])('of a value that seems to be a key: %j', async (text, problem) => {
    expect(await mistakesIn(text)).toEqual([`:2:6: ${problem}`]);
  });

  it.each([
    ['{"a": "b" "c": "d"}', ':1:11'],
    ['{\n  "a": 1\n  "c": "d"\n}\n', ':3:3'],
    ["{a: {b: 'c'} 'd': e}", ':1:14'],
  ])('of a missing comma: %j', async (text, place) => {
    expect(await mistakesIn(text)).toEqual([`${place}: A comma is missing before this key.`]);
  });

  it('of a comment without a space before it', async () => {
    expect(await mistakesIn('a: "b"#c\n')).toEqual([':1:7: A comment needs a space before its #.']);
  });

  it('of a file that is far too large', async () => {
    expect(await mistakesIn('a: [b, c, d]\n'.repeat(4000))).toEqual([
      expect.stringMatching(/: The file is too large for a configuration file\.$/),
    ]);
  });

  it('of an address that is not a value is not about its colon', async () => {
    expect(await mistakesIn('profiles:\n  a:\n    http://x\n    state: x\n')).not.toEqual([
      expect.stringContaining('after the colon'),
    ]);
  });

  it('of a file that is not text names no line', async () => {
    expect(await mistakesIn('a\0b')).toEqual([" isn't UTF-8 text."]);
  });

  it('of a path with {id} in braces names the quotes it needs', async () => {
    expect(await mistakesIn('profiles:\n  a: { request: { path: /x/{id} } }\n')).toEqual([
      ':2:28: Text that contains { } [ or ] needs quotes here.',
    ]);
  });

  it('of the same kind in JSON as in YAML, with the same places', async () => {
    const json = '{\n  "profiles": {\n    "shop": {\n      "provider": "clutser"\n    }\n  }\n}';
    expect(await mistakesIn(json, 'importwatch.config.json')).toEqual([
      `:4:7: profiles.shop.provider: "clutser" isn't a known service. Did you mean "cluster"? Run "importwatch providers" for the list.`,
    ]);
  });

  it('of package.json, below its key', async () => {
    const json = '{\n  "name": "x",\n  "importwatch": {\n    "profile": {}\n  }\n}';
    expect(await mistakesIn(json, 'package.json')).toEqual([
      ':4:5: Unknown key "importwatch.profile". Did you mean "profiles"?',
    ]);
  });
});
