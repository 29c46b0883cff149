import type { AnswerFacts } from '../../../core/provider/answer-facts.ts';
import type { Json } from '../../../core/text/json.ts';

/** The values that an expression can use in addition to the body of an answer. */
export interface Facts extends AnswerFacts {
  /** The value of `{id}`. */
  readonly id?: string | undefined;
  /** The value of each `first()` of a description for the first answer, in order. */
  readonly first?: readonly Json[] | undefined;
}

interface AnswerFunction {
  /** The number of strings it takes. */
  readonly takes: number;
  call(facts: Facts, texts: readonly string[]): Json;
}

/** Expression functions that read the status or headers of an answer. */
export const answerFunctions: Readonly<Record<string, AnswerFunction>> = {
  http_status: { takes: 0, call: ({ status }) => status ?? null },
  header: { takes: 1, call: ({ headers }, [name = '']) => headerOf(headers, name) },
  cookie: {
    takes: 1,
    call: ({ headers }, [name = '']) => cookieOf(headerOf(headers, 'set-cookie') ?? '', name),
  },
  id: { takes: 0, call: ({ id }) => id ?? null },
};

/** Throws if an argument isn't a string. */
export function callAnswerFunction(name: string, args: readonly unknown[], facts: Facts): Json {
  const texts = args.filter((arg) => typeof arg === 'string');
  if (texts.length < args.length) throw new Error(`${name}() takes text`);
  return answerFunctions[name]?.call(facts, texts) ?? null;
}

function headerOf(headers: Facts['headers'] = {}, name: string): string | null {
  const key = name.toLowerCase();
  return Object.hasOwn(headers, key) ? (headers[key] ?? null) : null;
}

/** Several Set-Cookie headers are joined by line breaks. */
function cookieOf(lines: string, name: string): string | null {
  for (const line of lines.split('\n')) {
    const [pair = ''] = line.split(';');
    const end = pair.indexOf('=');
    if (end > 0 && pair.slice(0, end).trim() === name) return pair.slice(end + 1).trim() || null;
  }
  return null;
}
