import type { Outcome } from '../../core/model/outcome.ts';
import { type Link, noLink, oscLink } from './link.ts';

type Stroke = (text: string) => string;

/** The colors in use. A chalk instance is one. */
export interface Paint {
  readonly bold: Stroke;
  readonly dim: Stroke;
  readonly red: Stroke;
  readonly green: Stroke;
  readonly yellow: Stroke;
  readonly cyan: Stroke;
}

export type Tone = keyof Paint;

const asIs: Stroke = (text) => text;

export const noPaint: Paint = {
  bold: asIs,
  dim: asIs,
  red: asIs,
  green: asIs,
  yellow: asIs,
  cyan: asIs,
};

/** Symbols next to the words, each one column wide. They only repeat the words. */
export interface Symbols extends Readonly<Record<Outcome | 'running' | 'outage', string>> {
  /** In warnings. */
  readonly warning: string;
  readonly barDone: string;
  /** A cell that is half done. Empty if there is no such sign. */
  readonly barHalf: string;
  readonly barRest: string;
  /** From low to high, one column each. */
  readonly levels: string;
  /** These two may have any width. */
  readonly separator: string;
  readonly ellipsis: string;
}

const unicodeSymbols: Symbols = {
  succeeded: '✔',
  partial: '◐',
  short: '≠',
  failed: '✖',
  aborted: '⊘',
  refused: '✖',
  'not-found': '✖',
  'no-answer': '?',
  stalled: '‖',
  'action-required': '▲',
  'timed-out': '◷',
  interrupted: '■',
  running: '▸',
  outage: '!',
  warning: '!',
  separator: ' · ',
  barDone: '━',
  barHalf: '╸',
  barRest: '─',
  levels: '▁▂▃▄▅▆▇█',
  ellipsis: '…',
};

const asciiSymbols: Symbols = {
  succeeded: '+',
  partial: '%',
  short: '<',
  failed: 'x',
  aborted: '/',
  refused: 'x',
  'not-found': 'x',
  'no-answer': '?',
  stalled: '=',
  'action-required': '@',
  'timed-out': '~',
  interrupted: '^',
  running: '>',
  outage: '!',
  warning: '!',
  separator: ', ',
  barDone: '#',
  barHalf: '',
  barRest: '-',
  levels: '.:-=+*#@',
  ellipsis: '...',
};

/** The look of one stream. */
export interface Theme {
  readonly paint: Paint;
  readonly symbols: Symbols;
  readonly link: Link;
}

export function themeOf(paint: Paint, unicode: boolean, links = false): Theme {
  return {
    paint,
    symbols: unicode ? unicodeSymbols : asciiSymbols,
    link: links ? oscLink : noLink,
  };
}

/** The two parts of a bar of `width` columns. `fraction` is 0 to 1. */
export type DrawBar = (fraction: number, width: number) => readonly [done: string, rest: string];
