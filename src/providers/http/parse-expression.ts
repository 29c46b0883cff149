import { compile, TreeInterpreter, tokenize } from '@jmespath-community/jmespath';
import type { Expression } from './expression.ts';

/** Where an expression is wrong, and how: the rest of a sentence about it. */
export class ExpressionMistake extends Error {
  /** In UTF-16 units from the beginning of the expression. */
  readonly start: number;
  readonly length: number;

  constructor(message: string, start: number, length: number) {
    super(message);
    this.start = start;
    this.length = length;
  }
}

type Token = ReturnType<typeof tokenize>[number];

const maxLength = 2000;

/**
 * Functions whose work and result are no larger than what they are given. Those that pad, replace,
 * zip or group could make much of a small answer, and nothing here needs them.
 */
const functions: ReadonlySet<string> = new Set(
  `abs avg ceil contains ends_with floor join keys length lower map max max_by merge min min_by
  not_null reverse sort sort_by starts_with sum to_array to_number to_string trim type upper
  values`.split(/\s+/),
);

/** Throws an `ExpressionMistake`. */
export function parseExpression(text: string): Expression {
  if (text.length > maxLength) {
    throw new ExpressionMistake(`is longer than ${maxLength} characters.`, 0, 1);
  }
  const tokens = tokensOf(text);
  const end = (index: number) => tokens[index + 1]?.start ?? text.length;
  const at = (index: number, message: string) => {
    const start = tokens[index]?.start ?? 0;
    const length = text.slice(start, end(index)).trimEnd().length;
    throw new ExpressionMistake(message, start, Math.max(1, length));
  };
  for (const [index, token] of tokens.entries()) {
    const message = mistakeOf(token, tokens.slice(0, index), tokens.slice(index + 1));
    if (message !== undefined) at(index, message);
  }
  const node = nodeOrNone(text);
  if (node === undefined) {
    const wrong = firstUnexpected(text, tokens, end);
    if (wrong !== undefined) at(wrong, unexpected(tokens[wrong] as Token));
    throw new ExpressionMistake('ends too soon.', text.trimEnd().length, 1);
  }
  const call = callsIn(node).find(({ name, children }) => !takes(name, children.length));
  if (call) {
    const message = `gives ${call.name}() ${call.children.length} arguments, which it does not take.`;
    at(
      tokens.findIndex(({ value }) => value === call.name),
      message,
    );
  }
  return { text, node };
}

type Node = Expression['node'];
type Call = Extract<Node, { type: 'Function' }>;

function nodeOrNone(text: string): Node | undefined {
  try {
    return compile(text);
  } catch {
    return undefined;
  }
}

function callsIn(node: unknown): readonly Call[] {
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.values(node).flatMap(callsIn);
  return (node as Node).type === 'Function' ? [node as Call, ...below] : below;
}

/** The library would notice only when the function is called. */
function takes(name: string, count: number): boolean {
  const { _signature: wanted = [] } = TreeInterpreter.runtime._functionTable[name] ?? {};
  const least = wanted.filter(({ optional }) => !optional).length;
  return count >= least && (count <= wanted.length || wanted.at(-1)?.variadic === true);
}

function tokensOf(text: string): readonly Token[] {
  for (let length = text.length; length >= 0; length--) {
    const tokens = tokensOrNone(text.slice(0, length));
    if (tokens === undefined) continue;
    if (length === text.length) return tokens;
    throw new ExpressionMistake(...unreadable(text, length));
  }
  return [];
}

function tokensOrNone(text: string): readonly Token[] | undefined {
  try {
    return tokenize(text);
  } catch {
    return undefined;
  }
}

function unreadable(text: string, start: number): [message: string, start: number, length: number] {
  const rest = text.slice(start).trimEnd().length;
  switch (text[start]) {
    case '`':
      return ["holds a literal that is no JSON; a text is written as 'text'.", start, rest];
    case '"':
    case "'":
      return ['has a quote that is not closed.', start, rest];
    default:
      return ['has a character that needs quotes: "like this".', start, 1];
  }
}

/** What is wrong with a token where it stands, though the grammar may allow it. */
function mistakeOf(
  { type, value, start }: Token,
  before: readonly Token[],
  [next, afterNext, afterThat]: readonly Token[],
): string | undefined {
  const previous = before.at(-1);
  if (type === 'Root' || type === 'Variable') return 'uses variables, which are not taken here.';
  if (type === 'Minus' && joins(previous, start, next)) {
    return `subtracts; a key with a hyphen needs quotes: "${previous?.value}-${next?.value}".`;
  }
  if (type !== 'UnquotedIdentifier' || next?.type !== 'Lparen') return undefined;
  if (!functions.has(String(value))) return `has no function ${value}() to use.`;
  if (value === 'join' && !(afterNext?.type === 'Literal' && afterThat?.type === 'Comma')) {
    return "joins with what is no literal; write it as join(', ', list).";
  }
  return undefined;
}

function joins(previous: Token | undefined, start: number, next: Token | undefined): boolean {
  const names = [previous, next].every((token) => token?.type === 'UnquotedIdentifier');
  const length = String(previous?.value).length;
  return names && previous?.start === start - length && next?.start === start + 1;
}

/** The library does not say where it stopped: the first token with which no beginning is right. */
function firstUnexpected(
  text: string,
  tokens: readonly Token[],
  end: (index: number) => number,
): number | undefined {
  const wrong = tokens.findIndex((_token, index) => !isBeginning(text.slice(0, end(index))));
  return wrong === -1 ? undefined : wrong;
}

function isBeginning(text: string): boolean {
  try {
    compile(text);
    return true;
  } catch (error) {
    return /\bEOF\b/.test((error as Error).message);
  }
}

function unexpected({ type, value }: Token): string {
  return type === 'Number'
    ? `needs its numbers between backticks: \`${value}\`.`
    : 'is not expected to go on like this.';
}
