import { describe, expect, it } from 'vitest';
import {
  createRecordWriter,
  type RecordWriterOptions,
} from '../../../src/core/records/record-writer.ts';
import { createRedactor } from '../../../src/core/text/redact.ts';

const redactor = createRedactor();
redactor.add('example-key');
redactor.add('schlüssel-beispiel');

function writer(options: Partial<RecordWriterOptions> = {}) {
  const written: Buffer[] = [];
  const records = createRecordWriter(
    {
      async write(bytes) {
        written.push(Buffer.from(bytes));
        return true;
      },
    },
    { redact: redactor.redactLine, ...options },
  );
  return { records, pieces: written, written: () => Buffer.concat(written) };
}

/** The bytes of a text in UTF-16, each as one character. */
const utf16 = (text: string) => Buffer.from(text, 'utf16le').toString('latin1');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

describe('failed records', () => {
  it('arrive byte for byte, whatever their content', async () => {
    const { records, written } = writer({ blockBytes: 100 });
    const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => (index * 7) % 256));
    for (let at = 0; at < bytes.length; at += 33) await records.write(bytes.subarray(at, at + 33));
    await records.end();
    expect(written().equals(bytes)).toBe(true);
    expect(records).toMatchObject({ bytes: 1000, isCut: false });
  });

  it('keep their byte order mark and line ends', async () => {
    const { records, written } = writer();
    await records.write(Buffer.from('\uFEFFid,why\r\n1,"example-key\r\nb"\r\n'));
    await records.end();
    expect(written().toString()).toBe('\uFEFFid,why\r\n1,"***\r\nb"\r\n');
  });

  it('leave as soon as a line is complete and a block is full', async () => {
    const { records, written } = writer({ blockBytes: 8 });
    expect(await records.write(Buffer.from('row 1\nr'))).toBe(true);
    expect(written().toString()).toBe('');
    expect(await records.write(Buffer.from('o'))).toBe(true);
    expect(written().toString()).toBe('row 1\n');
    await records.end();
    expect(written().toString()).toBe('row 1\nro');
  });

  it.each(['x', 'ü', '€', '😀'])('leave before the end of an endless line of %s', async (sign) => {
    for (let size = 1; size <= 13; size++) {
      const { records, written } = writer({ blockBytes: 20 });
      const bytes = Buffer.from(sign.repeat(100));
      for (let at = 0; at < bytes.length; at += size) {
        await records.write(bytes.subarray(at, at + size));
        expect(at + size - written().length).toBeLessThan(40);
      }
      await records.end();
      expect(written().equals(bytes)).toBe(true);
      expect(records.sample()).toEqual([sign.repeat(100)]);
    }
  });

  it.each([1, 3, 7, 1000])('hold no secret, in pieces of %i bytes', async (size) => {
    const { records, written } = writer({ blockBytes: 40 });
    const text = 'x'.repeat(30) + 'example-key'.repeat(5) + 'schlüssel-beispiel, ü'.repeat(4);
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += size)
      await records.write(bytes.subarray(at, at + size));
    await records.end();
    expect(written().toString()).toBe(redactor.redactLine(text));
  });

  it('leave before the end of an endless line without text', async () => {
    const { records, written } = writer({ blockBytes: 20 });
    const bytes = Buffer.alloc(200, 0x80);
    for (let at = 0; at < 200; at += 20) await records.write(bytes.subarray(at, at + 20));
    expect(written().length).toBeGreaterThan(150);
    await records.end();
    expect(written().equals(bytes)).toBe(true);
  });

  it.each<[string, (text: string) => Buffer]>([
    ['in Latin 1', (text) => Buffer.from(text, 'latin1')],
    ['in UTF-16', (text) => Buffer.from(text, 'utf16le')],
    ['in UTF-16 of the other order', utf16be],
    ['in UTF-16 from an odd place', (text) => Buffer.from(`x${utf16(text)}`, 'latin1')],
    ['in UTF-16 up to an odd place', (text) => Buffer.from(`${utf16(text)}x`, 'latin1')],
  ])('hold no secret %s either', async (_encoding, encode) => {
    const { records, written } = writer();
    await records.write(encode('Größe example-key Größe'));
    await records.end();
    expect(written().toString('hex')).toBe(encode('Größe *** Größe').toString('hex'));
    const alone = writer();
    await alone.records.write(encode('example-key'));
    await alone.records.end();
    expect(alone.written().toString('hex')).toBe(encode('***').toString('hex'));
  });

  it('are cut at the end of a line when they exceed the limit', async () => {
    const { records, pieces, written } = writer({ mostBytes: 25, blockBytes: 10 });
    const wants: boolean[] = [];
    for (let row = 0; row < 10; row++) wants.push(await records.write(Buffer.from(`row ${row}\n`)));
    await records.end();
    expect(written().toString()).toBe('row 0\nrow 1\nrow 2\nrow 3\n');
    expect(records.isCut).toBe(true);
    expect(wants).toEqual([true, true, true, true, true, ...Array(5).fill(false)]);
    expect(pieces.every(({ length }) => length > 0)).toBe(true);
  });

  it('stay cut, even if a shorter line would still fit', async () => {
    const { records, written } = writer({ mostBytes: 8, blockBytes: 2 });
    for (const line of ['row 1\n', 'row 2\n', '3\n']) await records.write(Buffer.from(line));
    await records.end();
    expect(written().toString()).toBe('row 1\n');
    expect(records).toMatchObject({ bytes: 6, isCut: true });
  });

  it('are not cut when they reach the limit exactly', async () => {
    const { records, written } = writer({ mostBytes: 6 });
    await records.write(Buffer.from('row 1\n'));
    await records.end();
    expect(written().toString()).toBe('row 1\n');
    expect(records.isCut).toBe(false);
  });

  it('are cut within a line if the first one already exceeds the limit', async () => {
    const { records, written } = writer({ mostBytes: 10 });
    await records.write(Buffer.from('x'.repeat(30)));
    await records.end();
    expect(written().toString()).toBe('x'.repeat(10));
    expect(records.isCut).toBe(true);
    const later = writer({ mostBytes: 10, blockBytes: 4 });
    for (const line of ['row\n', 'x'.repeat(30)]) await later.records.write(Buffer.from(line));
    expect(later.written().toString()).toBe('row\n');
  });

  it('stop when the sink stops accepting', async () => {
    const records = createRecordWriter(
      { write: async () => false },
      { redact: (text) => text, blockBytes: 4 },
    );
    expect(await records.write(Buffer.from('row 1\n'))).toBe(false);
  });
});

describe('the sample', () => {
  it('has the first five lines', async () => {
    const { records } = writer({ blockBytes: 10 });
    await records.write(Buffer.from('\uFEFFid,why\r\n\r\n1,example-key\n2\n\uFEFF3,\n4\n5\n'));
    await records.end();
    const lines = ['id,why\r', '1,***', '2', '\uFEFF3,', '4'];
    expect(records.sample()).toEqual(lines);
    const plain = writer();
    await plain.records.write(Buffer.from('1,\uFEFFa'));
    await plain.records.end();
    expect(plain.records.sample()).toEqual(['1,\uFEFFa']);
  });

  it('is bounded', async () => {
    const { records } = writer({ blockBytes: 10_000 });
    for (const _block of [1, 2, 3]) await records.write(Buffer.from('x'.repeat(10_000)));
    await records.end();
    expect(records.sample().join('')).toHaveLength(16 * 1024);
  });

  it.each([Buffer.from('PK\u0003\u0004\0\0'), Buffer.from([0xff, 0xfe, 0x41, 0])])(
    'has nothing that is not text',
    async (bytes) => {
      const { records } = writer();
      await records.write(bytes);
      await records.end();
      expect(records.sample()).toEqual([]);
    },
  );

  it('has nothing if what follows is not text', async () => {
    const { records } = writer({ blockBytes: 3 });
    await records.write(Buffer.from('id\n'));
    await records.write(Buffer.from([0xff, 0xfe, 10]));
    expect(records.sample()).toEqual([]);
  });
});
