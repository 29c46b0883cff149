import { padEnd } from '../../render/text/fit.ts';
import { widthOf } from '../../render/text/width.ts';
import { wrapSentence } from '../../render/text/wrap.ts';

const gap = '  ';

/** Rows in aligned columns. In a terminal of so many `columns`, the last column wraps. */
export function table(rows: readonly (readonly string[])[], columns = Infinity): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    rows.reduce((most, row) => Math.max(most, widthOf(row[column] ?? '')), 0),
  );
  const before = widths.slice(0, -1).reduce((sum, width) => sum + width + gap.length, 0);
  // Beside a wide column, a narrow one would be hard to read.
  const hanging = ' '.repeat(Math.min(before, Math.floor(columns / 2)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => padEnd(cell, widths[column] ?? 0))
      .join(gap)
      .trimEnd();
  const lines = rows.flatMap((row) => wrapSentence(line(row), columns, hanging));
  return lines.map((text) => `${text}\n`).join('');
}
