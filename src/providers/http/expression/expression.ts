import { type compile, TreeInterpreter } from '@jmespath-community/jmespath';
import { asText, type Json } from '../../../core/text/json.ts';
import { plainText } from '../../../core/text/text.ts';
import { answerFunctions, callAnswerFunction, type Facts } from './answer-functions.ts';
import { recordCountOf } from './values.ts';

type Node = ReturnType<typeof compile>;
type Call = Extract<Node, { type: 'Function' }>;

/** A valid JMESPath expression, parsed by `parseExpression`. */
export interface Expression {
  readonly text: string;
  readonly node: Node;
  /** Its calls of `first()`. */
  readonly firsts: readonly Call[];
  /** Whether it uses the status, a header or a cookie. */
  readonly seesMore: boolean;
}

/** The value of an expression, `null` for nothing, or why it can't be applied. */
export type Result = { readonly value: Json } | { readonly problem: string };

/** Takes about half a second, and is far more than any real answer needs. */
const mostSteps = 2_000_000;

/** Limits the size of a value that an expression creates, roughly in characters of its JSON. */
const mostSize = 8_000_000;

/** How much of a value one step can handle. */
const sizePerStep = 8;

/**
 * Applies an expression to an answer, whose content can't make the work unbounded. An expression
 * only sees what is below the current element, so the work grows with the answer. The steps are
 * counted as well, and each created value is measured before it is used as a whole.
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

/**
 * Returns what a call of `first()` gave for the first answer, or `undefined` for the first answer
 * itself.
 */
export type FirstValue = (call: Call) => Json | undefined;

/** Follows JMESPath: `null`, `false` and empty values are false, and 0 is true. */
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
    if (name === 'sum') return callFunction(name, (args as Json[]).map(withNumbers));
    const [glue, list] = args as unknown[];
    if (name === 'join') spendOn(lengthOf(glue) * lengthOf(list));
    return callFunction(name, args);
  };
  return interpreter;
}

/** Counts in strings, of which many services make all large integers, add up like numbers. */
function withNumbers(list: Json): Json {
  return Array.isArray(list) ? list.map((each) => recordCountOf(each) ?? each) : list;
}

/** Nodes that create a new value. */
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

// A value that appears several times counts each time, because its JSON would repeat it.
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

/** The library would also find properties that every object inherits. */
function ownValue(value: Json, name: string): Json {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}

function problemOf(error: Error): string {
  if (error instanceof TooMuch) return 'the answer is too large for this expression';
  if (error instanceof RangeError) return 'the answer is too large, or nested too deeply';
  return plainText(error.message.replace(/^[A-Z]\w+ \w+: |\.$/g, ''), 200);
}
