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
  return { records, written: () => Buffer.concat(written) };
}

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
    await records.write(Buffer.from('\uFEFFid,why\r\n1,"a\r\nb"\r\n'));
    await records.end();
    expect(written().toString()).toBe('\uFEFFid,why\r\n1,"a\r\nb"\r\n');
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

  it.each(['latin1', 'utf16le'] as const)('hold no secret in %s either', async (encoding) => {
    const { records, written } = writer();
    await records.write(Buffer.from('Größe example-key Größe', encoding));
    await records.end();
    const seen = written().toString(encoding);
    expect(seen).not.toContain('example-key');
    expect(seen).toMatch(/^Gr/);
  });

  it('are cut at the end of a line when they exceed the limit', async () => {
    const { records, written } = writer({ mostBytes: 25, blockBytes: 10 });
    const wants: boolean[] = [];
    for (let row = 0; row < 10; row++) wants.push(await records.write(Buffer.from(`row ${row}\n`)));
    await records.end();
    expect(written().toString()).toBe('row 0\nrow 1\nrow 2\nrow 3\n');
    expect(records.isCut).toBe(true);
    expect(wants).toContain(false);
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
    await records.write(Buffer.from('\uFEFFid,why\r\n\r\n1,example-key\n2\n3\n4\n5\n'));
    await records.end();
    expect(records.sample().map((line) => line.trim())).toEqual(['id,why', '1,***', '2', '3', '4']);
  });

  it('is bounded', async () => {
    const { records } = writer();
    await records.write(Buffer.from('x'.repeat(100_000)));
    await records.end();
    expect(records.sample().join('').length).toBeLessThanOrEqual(16 * 1024);
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
});
