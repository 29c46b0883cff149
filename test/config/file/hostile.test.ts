import { describe, expect, it } from 'vitest';
import { parseConfigText } from '../../../src/config/file/document.ts';

const size = 1024 * 1024;

const hostile: Record<string, string> = {
  'brackets that open': '['.repeat(size),
  'brackets that open and close': '['.repeat(size / 2) + ']'.repeat(size / 2),
  'flow mappings in one another': '{a: '.repeat(size / 4),
  'block lists in one another': '- '.repeat(size / 2),
  'mappings by indentation': Array.from({ length: 1400 }, (_, i) => `${' '.repeat(i)}a:`).join(
    '\n',
  ),
  'nesting that is a little too deep': '{a: '.repeat(25) + '}'.repeat(25),
  commas: `[${','.repeat(size - 1)}`,
  quotes: '"'.repeat(size),
  tags: '!a '.repeat(size / 3),
  directives: '%a\n'.repeat(size / 3),
  'many keys': Array.from({ length: 110_000 }, (_, i) => `k${i}:`).join('\n'),
  'an alias within itself': 'a: &a\n  b: *a\n',
  'aliases of aliases': Array.from(
    { length: 30 },
    (_, i) => `a${i + 1}: &a${i + 1} {x: *a${i}, y: *a${i}, z: *a${i}}`,
  )
    .join('\n')
    .replace(/^/, 'a0: &a0 {x: 1}\n'),
  'merges of merges': Array.from(
    { length: 30 },
    (_, i) => `a${i + 1}: &a${i + 1} {k${i}: *a${i}, <<: *a${i}}`,
  )
    .join('\n')
    .replace(/^/, 'a0: &a0 {x: 1}\n'),
  'a value that is too long': `a: "${'${a:-'.repeat(20_000)}"`,
  'a key that is too long': `? "${'k'.repeat(100_000)}"\n: 1`,
  'zero bytes': 'a: b\0',
  'another encoding': Buffer.from('profiles: {}', 'utf16le').toString('utf8'),
  'bytes of no encoding': Buffer.from([0x61, 0x3a, 0x20, 0xff]).toString('utf8'),
};

describe('a hostile file is a mistake, and does no other harm:', () => {
  it.each(Object.keys(hostile))('%s', async (name) => {
    const { mistakes } = await parseConfigText(hostile[name] ?? '');
    expect(mistakes.length).toBeGreaterThan(0);
    expect(mistakes.length).toBeLessThan(30_000);
  });

  it('keys that would reach into every object', async () => {
    const text = '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}';
    const { value, mistakes } = await parseConfigText(text);
    expect(mistakes.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['__proto__', "isn't allowed as a key."],
      ['constructor', "isn't allowed as a key."],
    ]);
    expect(Object.keys(value as object)).toEqual([]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
