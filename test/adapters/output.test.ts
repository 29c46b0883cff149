import { Writable } from 'node:stream';
import type { WriteStream } from 'node:tty';
import { describe, expect, it } from 'vitest';
import { createOutput } from '../../src/adapters/output.ts';
import { createRedactor } from '../../src/core/text/redact.ts';

function stream(fail?: () => NodeJS.ErrnoException | undefined) {
  const written: string[] = [];
  const writable = new Writable({
    write(chunk, _encoding, done) {
      const error = fail?.();
      if (error === undefined) written.push(String(chunk));
      done(error);
    },
  });
  return { written, writable: writable as unknown as WriteStream };
}

const failure = (code: string) => Object.assign(new Error(code), { code });
const settled = () => new Promise(setImmediate);

describe('an output', () => {
  it('writes nothing that contains a secret', () => {
    const { written, writable } = stream();
    const redactor = createRedactor();
    redactor.add('example-key');
    const output = createOutput(writable, redactor);
    output.write('key=example-key\n');
    output.terminal.write('example-key');
    expect(written).toEqual(['key=***\n', '***']);
  });

  it('goes silent when its reader has gone, and can still be flushed', async () => {
    const { written, writable } = stream(() => failure('EPIPE'));
    const reasons: string[] = [];
    const output = createOutput(writable, createRedactor(), {
      onBroken: (reason) => reasons.push(reason),
    });
    output.write('one\n');
    await settled();
    output.write('two\n');
    await output.flushed();
    expect([written, reasons]).toEqual([[], []]);
  });

  it('says once that its disk is full', async () => {
    const { writable } = stream(() => failure('ENOSPC'));
    const reasons: string[] = [];
    const output = createOutput(writable, createRedactor(), {
      onBroken: (reason) => reasons.push(reason),
    });
    output.write('one\n');
    await settled();
    output.write('two\n');
    await settled();
    expect(reasons).toEqual(['ENOSPC']);
  });
});
