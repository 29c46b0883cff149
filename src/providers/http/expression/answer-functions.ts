import type { AnswerFacts } from '../../../core/provider/answer-facts.ts';
import type { Json } from '../../../core/text/json.ts';

/** What an expression sees besides the body of an answer. */
export interface Facts extends AnswerFacts {
  /** The text that `{id}` stands for. */
  readonly id?: string | undefined;
  /** What each `first()` of a description gave for the first answer, in their order. */
  readonly first?: readonly Json[] | undefined;
}

interface AnswerFunction {
  /** How many texts it takes. */
  readonly takes: number;
  call(facts: Facts, texts: readonly string[]): Json;
}

/** Functions of expressions that see more of an answer than its body. */
export const answerFunctions: Readonly<Record<string, AnswerFunction>> = {
  http_status: { takes: 0, call: ({ status }) => status ?? null },
  header: { takes: 1, call: ({ headers }, [name = '']) => headerOf(headers, name) },
  cookie: {
    takes: 1,
    call: ({ headers }, [name = '']) => cookieOf(headerOf(headers, 'set-cookie') ?? '', name),
  },
  id: { takes: 0, call: ({ id }) => id ?? null },
};

/** Throws if an argument is not a text. */
export function callAnswerFunction(name: string, args: readonly unknown[], facts: Facts): Json {
  const texts = args.filter((arg) => typeof arg === 'string');
  if (texts.length < args.length) throw new Error(`${name}() takes a text`);
  return answerFunctions[name]?.call(facts, texts) ?? null;
}

function headerOf(headers: Facts['headers'] = {}, name: string): string | null {
  const key = name.toLowerCase();
  return Object.hasOwn(headers, key) ? (headers[key] ?? null) : null;
}

/** Several cookies stand in lines of their own. */
function cookieOf(lines: string, name: string): string | null {
  for (const line of lines.split('\n')) {
    const [pair = ''] = line.split(';');
    const end = pair.indexOf('=');
    if (end > 0 && pair.slice(0, end).trim() === name) return pair.slice(end + 1).trim() || null;
  }
  return null;
}
