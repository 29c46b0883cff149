import type { ErrorReport } from '../../core/model/errors.ts';
import { plainText } from '../../core/text/text.ts';
import { wrapSentence } from '../text/wrap.ts';
import type { Symbols, Theme, Tone } from '../theme/theme.ts';

/** One step of a check. */
export interface Tried {
  readonly step: string;
  readonly state: 'passed' | 'doubtful' | 'failed' | 'not-tried';
  readonly ms?: number;
  readonly note?: string;
  readonly error?: ErrorReport;
}

const marks: Readonly<Record<Tried['state'], readonly [keyof Symbols | undefined, Tone]>> = {
  passed: ['succeeded', 'green'],
  doubtful: ['warning', 'yellow'],
  failed: ['failed', 'red'],
  'not-tried': [undefined, 'dim'],
};

const stepWidth = 'configuration'.length;
const timeWidth = '15,000 ms'.length;
const indent = ' '.repeat(6);

/**
 * One line: symbol, step, time, and what was found. For a failed step, cause and remedy follow.
 * `columns` is the width of the terminal, if there is one.
 */
export function checkLines(
  { step, state, ms, note, error }: Tried,
  theme: Theme,
  columns?: number,
): readonly string[] {
  const { paint } = theme;
  const mark = markOf(state, theme);
  const time = ms === undefined ? '' : `${ms} ms`;
  const found = note ?? (state === 'not-tried' ? 'not tried' : '');
  const line = `  ${mark} ${step.padEnd(stepWidth)}  ${time.padStart(timeWidth)}  ${paint.dim(plainText(found))}`;
  const details = error ? [...error.message.split('\n'), error.hint ?? ''].filter(Boolean) : [];
  const below = details.map((text) => `${indent}${plainText(text, 1000)}`);
  return [
    ...wrapSentence(line.trimEnd(), columns, indent),
    ...below.flatMap((text) => wrapSentence(text, columns, indent)),
  ];
}

/** Others go without saying if they pass. */
const summed = ['secrets', 'connection', 'login', 'permission'];

/** All steps in one line: `Checked: secrets ✔  connection ✔  login ✔  permission ✔`. */
export function checkedLine(steps: readonly Tried[], theme: Theme): string {
  const tried = steps.filter(
    ({ step, state }) => state === 'doubtful' || (state === 'passed' && summed.includes(step)),
  );
  return `Checked: ${tried.map(({ step, state }) => `${step} ${markOf(state, theme)}`).join('  ')}`;
}

/** One column. */
export function markOf(state: Tried['state'], { paint, symbols }: Theme): string {
  const [symbol, tone] = marks[state];
  return paint[tone](symbol === undefined ? '-' : symbols[symbol]);
}
