import { expect, it } from 'vitest';
import { exitWords } from '../../../src/core/text/exit-words.ts';

it('a command that did not succeed ended with a code, or by a signal', () => {
  expect(exitWords(3, null)).toBe('exited with code 3');
  expect(exitWords(null, 'SIGTERM')).toBe('was terminated by SIGTERM');
});
