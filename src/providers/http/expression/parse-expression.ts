import { compile, TreeInterpreter } from '@jmespath-community/jmespath';
import { type Token, tokenMistake, tokensOf } from '../request/tokens.ts';
import { answerFunctions } from './answer-functions.ts';
import type { Expression } from './expression.ts';
import { ExpressionMistake } from './expression-mistake.ts';

type Node = Expression['node'];
type Call = Extract<Node, { type: 'Function' }>;

const maxLength = 2000;

/** Throws an `ExpressionMistake`. */
export function parseExpression(text: string): Expression {
  if (text.length > maxLength) {
    throw new ExpressionMistake(`is longer than ${maxLength} characters.`, 0, 1);
  }
  const tokens = tokensOf(text);
  const mistakeAt = (index: number, message: string): ExpressionMistake => {
    const start = tokens[index]?.start ?? 0;
    const length = text.slice(start, endOf(text, tokens, index)).trimEnd().length;
    return new ExpressionMistake(message, start, Math.max(1, length));
  };
  for (const [index, token] of tokens.entries()) {
    const message = tokenMistake(token, tokens[index - 1], tokens.slice(index + 1, index + 4));
    if (message !== undefined) throw mistakeAt(index, message);
  }
  const node = nodeOrNone(text);
  if (node === undefined) {
    const wrong = firstUnexpected(text, tokens);
    if (wrong !== -1) throw mistakeAt(wrong, unexpected(tokens[wrong] as Token));
    throw new ExpressionMistake('ends too soon.', text.trimEnd().length, 1);
  }
  for (const each of nodesIn(node)) {
    const mistake = nodeMistake(each, tokens);
    if (mistake) throw mistakeAt(mistake.index, mistake.message);
  }
  const calls = nodesIn(node).filter((each): each is Call => each.type === 'Function');
  return {
    text,
    node,
    firsts: calls.filter(({ name }) => name === 'first'),
    seesMore: calls.some(({ name }) => seesMore.has(name)),
  };
}

/** Functions that see what an answer without a body has, too. */
const seesMore: ReadonlySet<string> = new Set(['http_status', 'header', 'cookie']);

function endOf(text: string, tokens: readonly Token[], index: number): number {
  return tokens[index + 1]?.start ?? text.length;
}

function nodeOrNone(text: string): Node | undefined {
  try {
    return compile(text);
  } catch {
    return undefined;
  }
}

function nodesIn(value: unknown): readonly Node[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(nodesIn);
  return 'type' in value ? [value as Node, ...below] : below;
}

/** What the library would notice only when it is too late, or not at all; and at which token. */
function nodeMistake(
  node: Node,
  tokens: readonly Token[],
): { readonly message: string; readonly index: number } | undefined {
  if (node.type === 'Function' && !takes(node)) {
    const message = `gives ${node.name}() ${node.children.length} arguments, which it does not take.`;
    return { message, index: tokens.findIndex(({ value }) => value === node.name) };
  }
  if (reaching.has(node.type) && 'left' in node && node.left.type === 'NotExpression') {
    const message = 'negates only the key behind it; put the rest in parentheses: !(a.b).';
    return { message, index: tokens.findIndex(({ type }) => type === 'Not') };
  }
  return undefined;
}

/** Nodes that look into what stands left of them. */
const reaching: ReadonlySet<Node['type']> = new Set([
  'Subexpression',
  'ValueProjection',
  'FilterProjection',
]);

function takes({ name, children: { length } }: Call): boolean {
  if (name === 'first') return length === 1;
  if (Object.hasOwn(answerFunctions, name)) return answerFunctions[name]?.takes === length;
  const { _signature: wanted = [] } = TreeInterpreter.runtime._functionTable[name] ?? {};
  const least = wanted.filter(({ optional }) => !optional).length;
  return length >= least && (length <= wanted.length || wanted.at(-1)?.variadic === true);
}

/**
 * The library does not say where it stopped: the first token with which no beginning is right, -1 if
 * there is none. What follows a wrong token makes nothing right again.
 */
function firstUnexpected(text: string, tokens: readonly Token[]): number {
  let [right, wrong] = [-1, tokens.length];
  while (wrong - right > 1) {
    const middle = Math.floor((right + wrong) / 2);
    if (isBeginning(text.slice(0, endOf(text, tokens, middle)))) right = middle;
    else wrong = middle;
  }
  return wrong === tokens.length ? -1 : wrong;
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
    : 'cannot go on like this.';
}
