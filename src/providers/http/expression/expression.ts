import { type compile, TreeInterpreter } from '@jmespath-community/jmespath';
import { asText, type Json } from '../../../core/text/json.ts';
import { plainText } from '../../../core/text/text.ts';
import { answerFunctions, callAnswerFunction, type Facts } from './answer-functions.ts';

type Node = ReturnType<typeof compile>;
type Call = Extract<Node, { type: 'Function' }>;

/** A JMESPath expression that `parseExpression` found right. */
export interface Expression {
  readonly text: string;
  readonly node: Node;
  /** The calls of `first()` in it. */
  readonly firsts: readonly Call[];
  /** Whether it asks for the status, a header or a cookie. */
  readonly seesMore: boolean;
}

/** What an expression gives, `null` for nothing; or why it cannot be applied. */
export type Result = { readonly value: Json } | { readonly problem: string };

/** Far more than the answer of a service takes; about half a second. */
const mostSteps = 2_000_000;

/** Of a value that an expression makes, as about its JSON would have characters. */
const mostSize = 8_000_000;

/** How much of a value is handled in the time of a step. */
const sizePerStep = 8;

/**
 * Applies an expression to an answer. What an answer can make of that is bounded: an expression
 * sees only what lies below the element it looks at, so that the work grows as the answer does; the
 * steps are counted besides, and what is made is measured, before it is handled as a whole.
 */
export function evaluate(
  { node }: Pick<Expression, 'node'>,
  body: Json,
  facts: Facts = {},
  first: FirstValue = () => undefined,
): Result {
  try {
    const interpreter = boundedInterpreter(body, facts, first);
    return { value: (interpreter.search(node, body) ?? null) as Json };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { problem: problemOf(error) };
  }
}

/** What a call of `first()` gave for the first answer; `undefined` if this is the first. */
export type FirstValue = (call: Call) => Json | undefined;

/** As JMESPath has it: nothing, false, and what is empty are not true; 0 is. */
export function isTrue(value: Json): boolean {
  if (value === null || value === false || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

class TooMuch extends Error {}

function boundedInterpreter(body: Json, facts: Facts, first: FirstValue): typeof TreeInterpreter {
  const Interpreter = TreeInterpreter.constructor as new () => typeof TreeInterpreter;
  const interpreter = new Interpreter();
  const visit = interpreter.visit.bind(interpreter);
  const { runtime } = interpreter;
  const callFunction = runtime.callFunction.bind(runtime);
  let steps = 0;
  const spend = (more: number) => {
    steps += more;
    if (steps > mostSteps) throw new TooMuch();
  };
  const spendOn = (size: number) => {
    if (size > mostSize) throw new TooMuch();
    spend(size / sizePerStep);
  };
  interpreter.visit = (node, value) => {
    spend(1);
    if (node.type === 'Field') return ownValue(value as Json, node.name);
    if (node.type === 'Function' && node.name === 'first') {
      const known = first(node);
      return known === undefined ? interpreter.visit(node.children[0] as Node, body) : known;
    }
    if (node.type === 'Comparator') {
      const sides = [node.left, node.right];
      const isOfId = sides.some((side) => side.type === 'Function' && side.name === 'id');
      const [left, right] = sides
        .map((side) => interpreter.visit(side, value))
        .map((result) => (isOfId ? (asText(result as Json) ?? result) : result));
      spendOn(Math.min(sizeOf(left), sizeOf(right)));
      return visit({ ...node, left: literal(left), right: literal(right) }, value);
    }
    const result = visit(node, value);
    if (!making.has(node.type)) return result;
    if (Array.isArray(result)) spend(result.length / sizePerStep);
    if (sizeOf(result) > mostSize) throw new TooMuch();
    return result;
  };
  runtime.callFunction = (name, args) => {
    for (const arg of args) spendOn(sizeOf(arg));
    if (Object.hasOwn(answerFunctions, name)) return callAnswerFunction(name, args, facts);
    const [glue, list] = args as unknown[];
    if (name === 'join') spendOn(lengthOf(glue) * lengthOf(list));
    return callFunction(name, args);
  };
  return interpreter;
}

/** Nodes that give a value that was not there before. */
const making: ReadonlySet<Node['type']> = new Set([
  'Flatten',
  'FilterProjection',
  'Function',
  'MultiSelectHash',
  'MultiSelectList',
  'Projection',
  'ValueProjection',
]);

function literal(value: unknown): Node {
  return { type: 'Literal', value: value as Json };
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : 0;
}

// What is within a value several times counts as often: as text, it would be there as often.
const sizes = new WeakMap<object, number>();

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return sizePerStep;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  let size = 2;
  for (const [key, each] of Object.entries(value)) size += key.length + sizeOf(each);
  sizes.set(value, size);
  return size;
}

/** The library would find what every object inherits, too. */
function ownValue(value: Json, name: string): Json {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}

function problemOf(error: Error): string {
  if (error instanceof TooMuch) return 'the answer is too large for this expression';
  if (error instanceof RangeError) return 'the answer is too large, or nested too deeply';
  return plainText(error.message.replace(/^[A-Z]\w+ \w+: |\.$/g, ''), 200);
}
