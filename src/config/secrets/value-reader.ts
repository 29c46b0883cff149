import { isHeaderValue } from '../../core/ports/send.ts';
import { isTooLong, isWeakSecret, mostSecretBytes } from '../../core/text/secret-forms.ts';
import { isPrintableAscii } from '../../core/text/text.ts';
import type { Mistake } from '../file/mistake.ts';
import { type ConfigFile, mistakesError } from '../file/mistakes-error.ts';
import type { ConfigWorld } from '../file/world.ts';
import {
  type Interpolated,
  interpolate,
  isInterpolated,
  Unresolved,
} from '../schema/interpolate.ts';
import { type Option, optionMistake } from '../schema/option.ts';
import { type Reference, readSecret } from './secret.ts';

type Path = readonly string[];

/** Reads the values of one file. Collects mistakes and secrets. */
export interface ValueReader {
  /** `undefined` if there is none, or a mistake was noted. */
  text(path: Path, raw: unknown, rules?: TextRules): Promise<string | undefined>;
  /**
   * The value as the option parses it, with `${NAME}` replaced, which in a command is left to its
   * shell. `undefined` as above.
   */
  option(path: Path, raw: unknown, option: Option): unknown;
  note(path: Path, message: string): void;
  /** Every secret read so far. */
  readonly secrets: Set<string>;
  /** Paths of the secrets that could be an ordinary word. */
  readonly weakSecrets: Path[];
  /** Throws the mistakes noted so far: `secret` if one concerns a secret, otherwise `config`. */
  check(): void;
}

interface TextRules {
  readonly secret?: boolean | undefined;
  /** The secret comes from a `{name}` in the text, so the text itself can't be a weak one. */
  readonly inserts?: boolean | undefined;
  /** The value is sent in a request header. */
  readonly inHeader?: boolean | undefined;
  /** A value that is empty because of the environment, as in `${NAME:-}`, counts as absent. */
  readonly optional?: boolean | undefined;
}

export function createValueReader(file: ConfigFile, world: ConfigWorld): ValueReader {
  const secrets = new Set<string>();
  const weakSecrets: Path[] = [];
  const mistakes: Mistake[] = [];
  let code: 'config' | 'secret' = 'config';
  const note = (path: Path, message: string) => {
    mistakes.push({ path, message });
    return undefined;
  };

  async function readValue(raw: unknown): Promise<Interpolated> {
    if (typeof raw !== 'object') return interpolate(String(raw), world.env);
    return { text: await readSecret(raw as Reference, file, world), inserted: [] };
  }
  return {
    secrets,
    weakSecrets,
    note,
    async text(path, raw, { secret, inserts, inHeader, optional } = {}) {
      if (raw === undefined) return undefined;
      try {
        const read = await readValue(raw);
        const { text } = read;
        const parts = secret ? secretParts(read) : [];
        for (const part of parts) secrets.add(part);
        if (optional && text === '' && isInterpolated(raw)) return undefined;
        const tooLong = secret && isTooLong(text) ? secretTooLong : undefined;
        const message = tooLong ?? textMistake(text, inHeader);
        if (message === undefined) {
          if (!inserts && parts.some(isDoubtful(text))) weakSecrets.push(path);
          return text;
        }
        note(path, message);
      } catch (error) {
        note(path, reasonOf(error));
      }
      if (secret) code = 'secret';
      return undefined;
    },
    option(path, raw, option) {
      if (option.kind === 'command' || !isInterpolated(raw)) return raw;
      try {
        const { text } = interpolate(raw, world.env);
        const message = optionMistake(option, text);
        return message === undefined ? text : note(path, message);
      } catch (error) {
        return note(path, reasonOf(error));
      }
    },
    check() {
      if (mistakes.length > 0) throw mistakesError(file, mistakes, code);
    },
  };
}

/** A secret text, and what a service may repeat of it: values it is composed of, `Bearer <part>`. */
function secretParts({ text, inserted }: Interpolated): readonly string[] {
  const [, credentials = ''] = /^[A-Za-z][\w-]* (\S+)$/.exec(text) ?? [];
  return [text, ...inserted, credentials].filter((part) => part !== '');
}

/** Of `user:password`, only the password has to be a good secret. */
function isDoubtful(text: string): (part: string) => boolean {
  const [user] = text.includes(':') ? text.split(':') : [];
  return (part) => part !== user && isWeakSecret(part);
}

function reasonOf(error: unknown): string {
  if (error instanceof Unresolved) return error.message;
  throw error;
}

const secretTooLong = `is longer than ${mostSecretBytes / 1024} KiB, too long for a secret.`;

function textMistake(text: string, inHeader: boolean | undefined): string | undefined {
  if (text.trim() === '') return 'is empty.';
  if (!isPrintableAscii(text) && /\p{Cc}/u.test(text))
    return 'contains a line break or another control character.';
  return inHeader && !isHeaderValue(text)
    ? "contains a character that isn't allowed in a header."
    : undefined;
}
