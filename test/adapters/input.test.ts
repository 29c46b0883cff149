import { Readable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { describe, expect, it } from 'vitest';
import { readInput } from '../../src/adapters/input.ts';

const read = (...chunks: readonly Buffer[]) =>
  readInput(Readable.from(chunks) as unknown as ReadStream);

const wide = Buffer.from('\uFEFFGröße-1\r\n', 'utf16le');

describe('standard input', () => {
  it.each([
    ['UTF-8', Buffer.from('Größe-1\r\n')],
    ['UTF-8 with a byte order mark', Buffer.from('\uFEFFGröße-1\r\n')],
    ['UTF-16 of PowerShell', wide],
    ['UTF-16, big-endian', Buffer.from(wide).swap16()],
  ])('can be %s', async (_name, bytes) => {
    expect(await read(bytes)).toBe('Größe-1\r\n');
  });

  it('can be split within a character', async () => {
    const bytes = Buffer.from('Größe');
    expect(await read(bytes.subarray(0, 3), bytes.subarray(3))).toBe('Größe');
  });

  it.each([
    ['Latin-1', Buffer.from('Größe', 'latin1'), "Standard input isn't UTF-8 text."],
    ['half a character', Buffer.from('ö').subarray(0, 1), "Standard input isn't UTF-8 text."],
    ['UTF-16 with a byte too few', wide.subarray(0, -1), "Standard input isn't UTF-16LE text."],
  ])('cannot be %s', async (_name, bytes, message) => {
    const error = { code: 'usage', message, hint: expect.stringContaining('iconv') };
    await expect(read(bytes)).rejects.toMatchObject(error);
  });
});
