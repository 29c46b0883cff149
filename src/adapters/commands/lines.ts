import type { Readable } from 'node:stream';

/** Longer than any line that is shown, and any secret in it. */
const longestLine = 64 * 1024;

/** Passes on each line of a stream, or the beginning of a longer one. Stores no more than that. */
export function eachLine(stream: Readable, onLine: (line: string) => void): void {
  let line = '';
  const add = (text: string) => {
    line += text.slice(0, longestLine - line.length);
  };
  const pass = () => {
    onLine(line.replace(/\r$/, ''));
    line = '';
  };
  stream
    .setEncoding('utf8')
    .on('data', (text: string) => {
      const [rest = '', ...more] = text.split('\n');
      add(rest);
      for (const next of more) {
        pass();
        add(next);
      }
    })
    .once('close', () => {
      if (line !== '') pass();
    });
}
