import type { ReadStream, WriteStream } from 'node:tty';
import { autocomplete, confirm, isCancel, select, settings, text } from '@clack/prompts';
import { Stop } from '../../core/ports/abort.ts';
import type { Prompts } from '../../core/ports/prompts.ts';
import { assumeSize } from './assume-size.ts';

interface Streams {
  readonly input: ReadStream;
  readonly output: WriteStream;
  readonly color: boolean;
  /** Ends a prompt that waits for its answer. */
  readonly stop: AbortSignal;
}

/** Users search a longer list by typing. */
const mostToPick = 5;

/**
 * Prompts in a terminal, which Ctrl-C and Escape abort. Letters never move the selection: a user
 * who types a name would choose something else.
 */
export function createPrompts({ input, output, color, stop }: Streams): Prompts {
  for (const letter of ['h', 'j', 'k', 'l']) settings.aliases.delete(letter);
  assumeSize(output);
  const common = { input, output: color ? output : withoutColor(output), signal: stop };

  async function answered<T>(answer: Promise<T>): Promise<Exclude<T, symbol>> {
    const value = await answer;
    if (!isCancel(value)) return value as Exclude<T, symbol>;
    throw stop.aborted ? stop.reason : new Stop('interrupted', 130);
  }

  return {
    async text({ message, example, usual, optional, check }) {
      const isEmptyValid = optional || usual !== undefined;
      const answer = await answered(
        text({
          ...common,
          message: example === undefined ? message : `${message}, for example ${example}`,
          // Whatever is shown in gray is what Enter answers.
          ...(usual !== undefined && { placeholder: usual, defaultValue: usual }),
          validate(value = '') {
            if (value.trim() !== '') return check?.(value.trim());
            return isEmptyValid ? undefined : 'Enter a value.';
          },
        }),
      );
      return answer.trim() || (usual ?? '');
    },
    select({ message, options, initial, otherwise }) {
      const question = {
        ...common,
        message,
        options: options.map(({ hint, ...option }) => ({ ...option, ...(hint && { hint }) })),
        ...(initial !== undefined && { initialValue: initial as string }),
        maxItems: 10,
      };
      const none = ['Nothing in the list matches.', otherwise].filter(Boolean).join(' ');
      const validate = (value: unknown) => (value === undefined ? none : undefined);
      const answer =
        options.length > mostToPick
          ? autocomplete<string>({ ...question, validate })
          : select<string>(question);
      return answered(answer) as Promise<(typeof options)[number]['value']>;
    },
    confirm: ({ message, initial }) =>
      answered(confirm({ ...common, message, initialValue: initial })),
  };
}

/** The library ignores NO_COLOR on Node.js 20. Only color codes are removed. */
function withoutColor(output: WriteStream): WriteStream {
  return new Proxy(output, {
    get(target, key) {
      if (key === 'write') return (chunk: unknown) => target.write(uncolored(String(chunk)));
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function uncolored(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is removed
  return text.replace(/\u001B\[[\d;]*m/g, '');
}
