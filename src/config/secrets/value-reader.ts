import { isHeaderValue } from '../../core/ports/send.ts';
import type { Key } from '../../core/provider/field.ts';
import type { FilledText } from '../../core/provider/provider.ts';
import type { Json } from '../../core/text/json.ts';
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
import { interpolateData, textOfData } from './interpolate-data.ts';
import { type Reference, readSecret } from './secret.ts';
import { secretParts, secretsInJson } from './secret-parts.ts';

type Path = readonly string[];

/** Reads the values of one file. Collects mistakes and secrets. */
export interface ValueReader {
  /** `undefined` if there is none, or a mistake was noted. */
  text(path: Path, raw: unknown, rules?: TextRules): Promise<string | undefined>;
  /** A structure, or JSON text, with each `${NAME}` in it replaced. `undefined` as above. */
  data(path: Path, raw: unknown, key: Key): Json | undefined;
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
  /** Fills in each `{name}` that is known. */
  readonly fill?: ((text: string) => FilledText) | undefined;
  /** The key of a description. */
  readonly key?: Key;
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

  /** A value, and how it is written in a text of this key. */
  async function readValue(raw: unknown, key?: Key): Promise<Interpolated & { sent: string }> {
    if (typeof raw === 'object') {
      const text = await readSecret(raw as Reference, file, world);
      return { text, inserted: [], sent: key?.written?.(text) ?? text };
    }
    const read = interpolate(String(raw), world.env);
    const sent = key?.written ? interpolate(String(raw), world.env, key.written).text : read.text;
    return { ...read, sent };
  }

  function keep(path: Path, parts: readonly string[], canBeWeak: (part: string) => boolean): void {
    for (const part of parts) secrets.add(part);
    if (parts.some((part) => canBeWeak(part) && isWeakSecret(part))) weakSecrets.push(path);
  }
  return {
    secrets,
    weakSecrets,
    note,
    async text(path, raw, { secret, inserts, fill, key, inHeader, optional } = {}) {
      if (raw === undefined) return undefined;
      try {
        const { text, sent, inserted } = await readValue(raw, key);
        const filled = fill?.(sent) ?? { pieces: [text], inserted: [] };
        if (secret) {
          // Beside a secret, a variable is an ordinary word.
          const values = [...inserted, ...(inserts || key?.pair ? [] : filled.inserted)];
          const all = { pieces: filled.pieces, inserted: values };
          const parts = key?.secretInserts ? inserted : secretParts(all, key?.pair);
          keep(path, parts, inserts ? () => false : isNoUser(filled.pieces.join('')));
        }
        if (optional && text === '' && isInterpolated(raw)) return undefined;
        const tooLong = secret && isTooLong(text) ? secretTooLong : undefined;
        const message = tooLong ?? textMistake(text, inHeader);
        if (message === undefined) return sent;
        note(path, message);
      } catch (error) {
        note(path, reasonOf(error));
      }
      if (secret) code = 'secret';
      return undefined;
    },
    data(path, raw, { written }) {
      const inserted: string[] = [];
      try {
        const data = interpolateData(raw, (text) => {
          const read = interpolate(text, world.env, written);
          inserted.push(...read.inserted);
          return read.text;
        });
        keep(path, [...inserted, ...secretsInJson(textOfData(raw))], () => true);
        if (!inserted.some(isTooLong)) return data as Json;
        note(path, secretTooLong);
      } catch (error) {
        note(path, reasonOf(error));
      }
      code = 'secret';
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

/** Of `user:password`, only the password has to be a good secret. */
function isNoUser(text: string): (part: string) => boolean {
  const [user] = text.includes(':') ? text.split(':') : [];
  return (part) => part !== user;
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
