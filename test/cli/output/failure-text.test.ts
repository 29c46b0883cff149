import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureText } from '../../../src/cli/program.ts';
import { ImportwatchError } from '../../../src/core/model/errors.ts';
import { forbidden, hostile } from '../../properties/hostile.ts';

describe('the text of a failure', () => {
  it('names the failure and the next step', () => {
    const error = new ImportwatchError('config', 'one.yaml: no.\none.yaml: again no.', {
      hint: 'Write it better.',
    });
    expect(failureText(error, false)).toBe(
      'importwatch: one.yaml: no.\nimportwatch: one.yaml: again no.\n  Write it better. See docs/errors.md#config\n',
    );
    expect(failureText(new ImportwatchError('usage', 'No.'), false)).toBe('importwatch: No.\n');
  });

  it('names a bug, and what to report', () => {
    expect(failureText(new TypeError('x is not y'), false)).toBe(
      'importwatch: Internal error: x is not y\n  Run the command again with -v, and report the output.\n',
    );
    expect(failureText('thrown', false)).toContain('Internal error: thrown');
  });

  it('has the stack trace of a bug on request', () => {
    for (const bug of [new Error('No.'), new ImportwatchError('bug', 'No.')]) {
      expect(failureText(bug, false)).not.toMatch(/^ +at /m);
      expect(failureText(bug, true)).toMatch(/^ +at .*failure-text\.test/m);
    }
  });

  it.each(['usage', 'config', 'secret', 'refused'] as const)('has no stack trace of %s', (code) => {
    expect(failureText(new ImportwatchError(code, 'No.'), true)).not.toMatch(/^ +at /m);
  });

  it('is wrapped between words if it is wider than the terminal, except a stack trace', () => {
    const hint = 'See "importwatch providers elevate".';
    const error = new ImportwatchError('bug', 'It has no such setting.', { hint });
    const rows = failureText(error, true, 24).split('\n');
    expect(rows.slice(0, 4)).toEqual([
      'importwatch: It has no',
      '  such setting.',
      '  See',
      '  "importwatch providers elevate".',
    ]);
    expect(rows.slice(4, -1)).toEqual(failureText(error, true).split('\n').slice(2, -1));
  });

  it('acts on nothing, whatever its content', () => {
    fc.assert(
      fc.property(hostile(), hostile(), fc.boolean(), (message, hint, verbose) => {
        const text = failureText(new ImportwatchError('config', message, { hint }), verbose);
        for (const line of text.split('\n')) expect(line).not.toMatch(forbidden);
        expect(text).not.toMatch(/##\w*\[|^\s*::.*::/m);
      }),
    );
  });
});
