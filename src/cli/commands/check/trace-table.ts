import type { ExpressionTrace } from '../../../core/provider/explanation.ts';
import { plainText, shorten } from '../../../core/text/text.ts';
import { table } from '../../output/table.ts';

/** A row for each part of a description: its expression, the value it finds, and the result. */
export function traceTable(findings: readonly ExpressionTrace[], indent = ''): string {
  return table(
    findings.map(({ key, expression, value, remark = '' }) => {
      const found = value === undefined ? '' : shorten(plainText(JSON.stringify(value)), 40);
      // A number is its own result.
      const results = new Set([found, plainText(remark)].filter(Boolean));
      return [indent + key, shorten(plainText(expression), 40), [...results].join(' → ')];
    }),
  );
}
