import { usualDuration } from '../../core/pacing/estimate.ts';
import { formatDuration } from '../../core/text/duration.ts';
import { plainText } from '../../core/text/text.ts';
import type { EndEntry } from '../../history/entries.ts';
import { durationsOf, groupAlike } from '../../history/past-imports.ts';
import { padEnd, padStart } from '../text/fit.ts';
import { shortOutcome } from '../text/result-words.ts';
import { widthOf } from '../text/width.ts';
import { targetName } from '../text/words.ts';
import { statusSymbolOf } from '../theme/status-symbol.ts';
import type { Theme } from '../theme/theme.ts';

/** Imports of one profile and kind. */
export interface Alike {
  readonly profile: string;
  readonly provider: string;
  readonly kind?: string;
  /** Durations of the successful imports, the oldest first. */
  readonly durationsMs: readonly number[];
  /** Absent if they predict nothing. */
  readonly usualMs?: number;
}

/** Past imports by profile and kind, without groups that never succeeded. */
export function alikeOf(ends: readonly EndEntry[]): readonly Alike[] {
  return [...groupAlike(ends).values()].flatMap((group) => {
    const [first] = group;
    const durationsMs = durationsOf(group);
    const usualMs = usualDuration(durationsMs);
    if (first === undefined || durationsMs.length === 0) return [];
    const { target, kind } = first;
    const { profile, provider } = target;
    const about = { profile, provider, ...(kind !== undefined && { kind }) };
    return [{ ...about, durationsMs, ...(usualMs !== undefined && { usualMs }) }];
  });
}

/** A table of imports that ended: when, which, how, and how long it took. */
export function endLines(
  ends: readonly EndEntry[],
  { paint, symbols }: Theme,
  time: (at: number) => string,
): readonly string[] {
  const kinds = ends.map(({ kind = '' }) => plainText(kind, 40));
  const hasKinds = kinds.some((kind) => kind !== '');
  const rows = ends.map(({ at, target, outcome, durationMs }, index) => {
    const { symbol, tone } = statusSymbolOf(outcome);
    return {
      cells: [
        time(at),
        `${symbols[symbol]} ${targetName(target)}`,
        ...(hasKinds ? [kinds[index] ?? ''] : []),
        shortOutcome(outcome),
        formatDuration(durationMs),
      ],
      tone,
      mark: symbols[symbol],
    };
  });
  const head = ['WHEN', 'IMPORT', ...(hasKinds ? ['KIND'] : []), 'RESULT', 'TOOK'];
  const widths = head.map((text, column) =>
    widest([text, ...rows.map(({ cells }) => cells[column] ?? '')]),
  );
  const last = head.length - 1;
  const aligned = (cells: readonly string[]) =>
    cells.map((text, column) => {
      const width = widths[column] ?? 0;
      return column === last ? padStart(text, width) : padEnd(text, width);
    });
  return [
    paint.dim(aligned(head).join('  ')),
    ...rows.map(({ cells, tone, mark }) => {
      const [when = '', name = '', ...others] = aligned(cells);
      const result = others.at(-2) ?? '';
      const kind = hasKinds ? [others[0] ?? ''] : [];
      const marked = paint[tone](mark) + name.slice(mark.length);
      return [paint.dim(when), marked, ...kind, paint[tone](result), others.at(-1)].join('  ');
    }),
  ];
}

const mostPlotted = 30;

/** One line for each kind of import: a small plot of durations, and the usual duration. */
export function alikeLines(
  all: readonly Alike[],
  { paint, symbols }: Theme,
  plot: (values: readonly number[]) => string,
): readonly string[] {
  const names = all.map(({ profile, kind }) =>
    plainText([profile, kind].filter(Boolean).join(' ')),
  );
  const plots = all.map(({ durationsMs }) => plot(durationsMs.slice(-mostPlotted)));
  const widths = [widest(names), widest(plots)] as const;
  return all.map(({ durationsMs, usualMs }, index) => {
    const [least, most] = [Math.min(...durationsMs), Math.max(...durationsMs)].map(formatDuration);
    const facts = [
      usualMs === undefined ? undefined : `usually ${formatDuration(usualMs)}`,
      least === most ? least : `${least} to ${most}`,
      timesOf(durationsMs.length),
    ].filter((fact) => fact !== undefined);
    return [
      padEnd(names[index] ?? '', widths[0]),
      paint.cyan(padEnd(plots[index] ?? '', widths[1])),
      facts.join(symbols.separator),
    ].join('  ');
  });
}

function timesOf(count: number): string {
  return count === 1 ? '1 run' : `${count} runs`;
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(widthOf));
}
