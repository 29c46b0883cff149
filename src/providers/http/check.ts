import type { Flaw } from '../../core/provider/field.ts';
import type { ApiDescription } from './api-description.ts';
import { ExpressionMistake } from './expression/expression-mistake.ts';
import { expressionsOf } from './expression/expressions.ts';
import { parseExpression } from './expression/parse-expression.ts';
import { requestFlaws } from './request/check-request.ts';

/** What is wrong with a description whose structure is right. `names` are there for its templates. */
export function checkDescription(
  description: ApiDescription,
  names: readonly string[],
): readonly Flaw[] {
  return [
    ...expressionFlaws(description),
    ...requestFlaws(description, names),
    ...meaningFlaws(description),
  ];
}

function expressionFlaws(description: ApiDescription): readonly Flaw[] {
  return Object.entries(expressionsOf(description)).flatMap(([key, text]) => {
    try {
      parseExpression(text);
      return [];
    } catch (error) {
      if (!(error instanceof ExpressionMistake)) throw error;
      const { message, start, length } = error;
      return [{ path: key.split('.'), message, excerpt: { text, start, length } }];
    }
  });
}

function meaningFlaws(description: ApiDescription): readonly Flaw[] {
  const { state, donePolls, fraction, percent, statuses = {}, answers = [] } = description;
  const flaws: Flaw[] = [];
  if (state !== undefined && !Object.values(state.words).includes('succeeded')) {
    flaws.push({ path: ['state', 'words'], message: 'has no word that means succeeded.' });
  }
  if (donePolls !== undefined && !/^[1-9]\d?$/.test(String(donePolls))) {
    flaws.push({ path: ['donePolls'], message: 'is not a number of polls from 1 to 99.' });
  }
  if (fraction !== undefined && percent !== undefined) {
    flaws.push({ path: ['fraction'], message: 'says what percent says; take one of them.' });
  }
  for (const status of Object.keys(statuses)) {
    if (/^[345]\d\d$/.test(status)) continue;
    flaws.push({ path: ['statuses', status], message: 'is not an HTTP status from 300 to 599.' });
  }
  return [...flaws, ...answerFlaws(['answers'], answers)];
}

function answerFlaws(path: readonly string[], answers: readonly unknown[]): readonly Flaw[] {
  return answers.flatMap((status, index) =>
    /^[2345]\d\d$/.test(String(status))
      ? []
      : [{ path: [...path, String(index)], message: 'is not an HTTP status from 200 to 599.' }],
  );
}
