// Draws docs/images/demo.svg, an animation of the built demo in a terminal.
// A real shell runs it in a pseudo-terminal. Only the figures differ from run to run.
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { drawFrames } from './draw-frames.ts';

const title = 'importwatch demo in a terminal';
const columns = 80;
const rows = 7;
const frameMs = 200;
const patienceMs = 30_000;

const bin = mkdtempSync(join(tmpdir(), 'importwatch-'));
symlinkSync(resolve('bin/importwatch.js'), join(bin, 'importwatch'));
const env = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH}`,
  PS1: '$ ',
  LC_ALL: 'C.UTF-8',
};
for (const name of ['CI', 'NO_COLOR', 'FORCE_COLOR', 'ENV']) delete env[name];
const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
const shell = spawn('/bin/sh', ['-i'], { name: 'xterm-256color', cols: columns, rows, env });
let look = () => {};
shell.onData((data) => terminal.write(data, () => look()));

/** Resolves with the lines on the screen once their text satisfies `isSo`. */
function until(isSo) {
  return new Promise((found, lost) => {
    const giveUp = () => lost(new Error(`Not seen in time:\n${text()}`));
    const timer = setTimeout(giveUp, patienceMs);
    look = () => {
      if (!isSo(text())) return;
      clearTimeout(timer);
      found(lines());
    };
    look();
  });
}

function text() {
  const { active } = terminal.buffer;
  const all = Array.from({ length: rows }, (_, row) => active.getLine(row).translateToString(true));
  return all.join('\n').trimEnd();
}

/** The cells of each used line. */
function lines() {
  const { active } = terminal.buffer;
  return Array.from({ length: text().split('\n').length }, (_, row) =>
    Array.from({ length: columns }, (_, column) => cellOf(active.getLine(row).getCell(column))),
  );
}

const colors = { 1: 'red', 2: 'green', 3: 'yellow', 6: 'cyan' };

function cellOf(cell) {
  const color = cell.isFgPalette() ? colors[cell.getFgColor()] : undefined;
  const style = [color, cell.isBold() && 'bold', cell.isDim() && 'dim'].filter(Boolean).join(' ');
  return { text: cell.getChars() || ' ', style };
}

try {
  await until((shown) => shown === '$');
  const frames = [lines()];
  const timer = setInterval(() => frames.push(lines()), frameMs);
  shell.write('importwatch demo\r');
  await until((shown) => /succeeded(.|\n)*\n\$$/.test(shown));
  shell.write('echo $?\r');
  const ended = await until((shown) => /\n\d+\n\$$/.test(shown));
  clearInterval(timer);
  frames.push(ended.slice(0, -1));
  writeFileSync(
    'docs/images/demo.svg',
    drawFrames(frames, { title, columns, rows: ended.length - 1, frameMs }),
  );
} finally {
  shell.kill();
  rmSync(bin, { recursive: true });
}
