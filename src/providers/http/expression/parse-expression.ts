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
    throw new ExpressionMistake('is incomplete.', text.trimEnd().length, 1);
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

/** Functions that also work on an answer without a body. */
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

/** A mistake the library would notice too late or not at all, and the index of its token. */
function nodeMistake(
  node: Node,
  tokens: readonly Token[],
): { readonly message: string; readonly index: number } | undefined {
  if (node.type === 'Function' && !takes(node)) {
    const message = `calls ${node.name}() with the wrong number of arguments (${node.children.length}).`;
    return { message, index: tokens.findIndex(({ value }) => value === node.name) };
  }
  if (reaching.has(node.type) && 'left' in node && node.left.type === 'NotExpression') {
    const message = 'negates only the next key. To negate more, use parentheses: !(a.b).';
    return { message, index: tokens.findIndex(({ type }) => type === 'Not') };
  }
  return undefined;
}

/** Nodes that read from the value on their left. */
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
 * The library doesn't report where it stopped. Returns the index of the first token after which no
 * prefix is valid, or -1 if there is none. Nothing after a wrong token can make a prefix valid
 * again.
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
    ? `needs backticks around numbers: \`${value}\`.`
    : 'has a syntax error here.';
}
