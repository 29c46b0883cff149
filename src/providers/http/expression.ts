import { type compile, TreeInterpreter } from '@jmespath-community/jmespath';
import type { Json } from '../../core/json.ts';
import { plainText } from '../../core/text.ts';

type Node = ReturnType<typeof compile>;

/** A JMESPath expression that `parseExpression` found right. */
export interface Expression {
  readonly text: string;
  readonly node: Node;
}

/** What an expression gives, `null` for nothing; or why it cannot be applied. */
export type Result = { readonly value: Json } | { readonly problem: string };

/** Far more than the answer of a service takes; about half a second. */
const mostSteps = 2_000_000;

/**
 * Applies an expression to an answer. What an answer can make of that is bounded: an expression
 * sees only what lies below the element it looks at, so that the work grows as the answer does, and
 * the steps are counted besides.
 */
export function evaluate({ node }: Expression, body: Json): Result {
  try {
    return { value: (boundedInterpreter().search(node, body) ?? null) as Json };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { problem: problemOf(error) };
  }
}

/** As JMESPath has it: nothing, false, and what is empty are not true; 0 is. */
export function isTrue(value: Json): boolean {
  if (value === null || value === false || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

class TooMuch extends Error {}

function boundedInterpreter(): typeof TreeInterpreter {
  const Interpreter = TreeInterpreter.constructor as new () => typeof TreeInterpreter;
  const interpreter = new Interpreter();
  const visit = interpreter.visit.bind(interpreter);
  let steps = 0;
  interpreter.visit = (node, value) => {
    if (++steps > mostSteps) throw new TooMuch();
    if (node.type === 'Field') return ownValue(value as Json, node.name);
    return visit(node, value);
  };
  return interpreter;
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
