import type { Flaw } from '../../core/provider/field.ts';
import type { ApiDescription } from './api-description.ts';
import { ExpressionMistake } from './expression/expression-mistake.ts';
import { expressionsOf } from './expression/expressions.ts';
import { parseExpression } from './expression/parse-expression.ts';
import { failedRecordsFlaws } from './failed/check-failed.ts';
import { requestFlaws } from './request/check-request.ts';

/**
 * The mistakes in a description whose structure is valid. `names` are the names its templates can
 * use.
 */
export function checkDescription(
  description: ApiDescription,
  names: readonly string[],
): readonly Flaw[] {
  return [
    ...expressionFlaws(description),
    ...requestFlaws(description, names),
    ...meaningFlaws(description),
    ...failedRecordsFlaws(description.failedRecords),
  ];
}

function expressionFlaws(description: ApiDescription): readonly Flaw[] {
  return Object.entries(expressionsOf(description)).flatMap(([key, text]) => {
    try {
      const { firsts } = parseExpression(text);
      return firsts.length > 0 && isOfOther(key)
        ? [{ path: key.split('.'), message: noFirst }]
        : [];
    } catch (error) {
      if (!(error instanceof ExpressionMistake)) throw error;
      const { message, start, length } = error;
      return [{ path: key.split('.'), message, excerpt: { text, start, length } }];
    }
  });
}

const noFirst = "can't use first(), which only works on answers to request.";

/** Whether an expression applies to answers other than those to `request`. */
function isOfOther(key: string): boolean {
  return /^(token|many|also)\./.test(key) && !key.startsWith('also.from.');
}

function meaningFlaws(description: ApiDescription): readonly Flaw[] {
  const { state, donePolls, fraction, percent, statuses = {} } = description;
  const { answers = [], token, gone } = description;
  const flaws: Flaw[] = [];
  const endings: readonly unknown[] = [...Object.values(state?.words ?? {}), gone];
  if (state !== undefined && !endings.includes('succeeded')) {
    const message = 'has no status that means succeeded.';
    flaws.push({ path: ['state', 'words'], message, dependent: true });
  }
  if (donePolls !== undefined && !/^[1-9]\d?$/.test(String(donePolls))) {
    flaws.push({ path: ['donePolls'], message: 'must be a number of polls from 1 to 99.' });
  }
  if (fraction !== undefined && percent !== undefined) {
    flaws.push({
      path: ['fraction'],
      message: "can't be combined with percent. Remove one of them.",
    });
  }
  for (const status of Object.keys(statuses)) {
    if (/^[345]\d\d$/.test(status)) continue;
    flaws.push({ path: ['statuses', status], message: "isn't an HTTP status from 300 to 599." });
  }
  const ofToken = answerFlaws(['token', 'answers'], token?.answers ?? []);
  return [...flaws, ...answerFlaws(['answers'], answers), ...ofToken];
}

function answerFlaws(path: readonly string[], answers: readonly unknown[]): readonly Flaw[] {
  return answers.flatMap((status, index) =>
    /^[2345]\d\d$/.test(String(status))
      ? []
      : [{ path: [...path, String(index)], message: "isn't an HTTP status from 200 to 599." }],
  );
}
