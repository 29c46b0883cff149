import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createSpinner } from '../../../src/adapters/terminal/spinner.ts';

/** What a spinner writes to a terminal. */
function spinnerIn(place: 'foreground' | 'background', columns = 80) {
  let moves = 0;
  const stream = Object.assign(new PassThrough(), {
    isTTY: true,
    columns,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor() {
      moves += 1;
      if (moves > 100) throw new Error('It moves the cursor without end.');
      return true;
    },
  });
  const spinner = createSpinner(
    stream as unknown as NodeJS.WriteStream,
    () => place === 'foreground',
  );
  spinner.show('login');
  spinner.hide();
  return String(stream.read() ?? '');
}

test('a spinner paints only in the foreground of its terminal', () => {
  expect(spinnerIn('foreground')).toContain('login');
  expect(spinnerIn('background')).toBe('');
});

test('a spinner comes to an end in a terminal without a size', () => {
  expect(spinnerIn('foreground', 0)).toContain('login');
});

test('a hidden spinner leaves no listener behind', () => {
  const events = ['exit', 'SIGQUIT', 'SIGTSTP', 'SIGCONT'];
  const before = events.map((event) => process.listenerCount(event));
  spinnerIn('foreground');
  expect(events.map((event) => process.listenerCount(event))).toEqual(before);
});
