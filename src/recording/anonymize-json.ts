import { LosslessNumber, parse, stringify } from 'lossless-json';
import {
  isIdName,
  isKeyName,
  isPersonName,
  isSecretName,
} from '../core/provider/errors/sensitive-names.ts';
import type { Json } from '../core/text/json.ts';
import type { Anonymizer } from './anonymize.ts';

/** The meaning of a value according to the names above it. */
type Meaning = 'secret' | 'key' | 'person' | 'id' | undefined;

/** How deeply JSON in strings of JSON can be nested. */
const mostNested = 3;

/** The JSON value of a text, with every digit of its numbers. `undefined` if it isn't JSON. */
export function losslessJson(text: string): unknown {
  try {
    return parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

export function losslessText(json: unknown, indent?: number): string {
  return stringify(json, undefined, indent) ?? '';
}

/** The same structure with private values replaced. Throws if it is nested too deeply. */
export function anonymousJson(json: unknown, anonymizer: Anonymizer): unknown {
  learnFrom(json, undefined, anonymizer);
  return replaced(json, undefined, anonymizer);
}

/** Like `anonymousJson`, for the user's own values, whose keys reveal nothing. */
export function ownJson(value: Json, anonymizer: Anonymizer): Json {
  if (typeof value === 'string') return anonymizer.own(value);
  if (Array.isArray(value)) return value.map((each) => ownJson(each, anonymizer));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, ownJson(each, anonymizer)]),
  );
}

/**
 * Runs before anything is replaced, because a text can repeat an id or a credential before the key
 * that identifies it.
 */
function learnFrom(value: unknown, meaning: Meaning, anonymizer: Anonymizer): void {
  if (typeof value === 'string') {
    if (meaning === 'id') anonymizer.learnId(value);
    if (meaning === 'person') anonymizer.learnPerson(value);
    if (isCredential(value, meaning, anonymizer)) anonymizer.learnSecret(value);
    return;
  }
  if (value instanceof LosslessNumber) {
    if (meaning === 'id' && isLongId(value.value)) anonymizer.learnId(value.value);
    return;
  }
  for (const [name, below] of entriesOf(value)) {
    learnFrom(below, meaningOf(name, value, meaning), anonymizer);
  }
}

function replaced(value: unknown, meaning: Meaning, anonymizer: Anonymizer, nested = 0): unknown {
  if (typeof value === 'string') return replacedText(value, meaning, anonymizer, nested);
  if (value instanceof LosslessNumber) return replacedNumber(value, meaning, anonymizer);
  if (Array.isArray(value)) {
    return value.map((each) => replaced(each, meaning, anonymizer, nested));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, below]) => [
      anonymizer.text(name),
      replaced(below, meaningOf(name, value, meaning), anonymizer, nested),
    ]),
  );
}

function replacedText(
  text: string,
  meaning: Meaning,
  anonymizer: Anonymizer,
  nested: number,
): string {
  if (isCredential(text, meaning, anonymizer)) return anonymizer.standIns.secret(text);
  if (meaning === 'person' && text !== '') return anonymizer.standIns.person(text);
  const json = /^\s*[[{]/.test(text) && nested < mostNested ? losslessJson(text) : undefined;
  if (json === undefined) return anonymizer.text(text);
  learnFrom(json, meaning, anonymizer);
  return losslessText(replaced(json, meaning, anonymizer, nested + 1));
}

function replacedNumber(
  number: LosslessNumber,
  meaning: Meaning,
  anonymizer: Anonymizer,
): LosslessNumber | string {
  const digits = number.value;
  if (anonymizer.isSecret(digits)) return anonymizer.standIns.secret(digits);
  const isPrivate = meaning === 'secret' || meaning === 'id' ? isLongId(digits) : isHuge(digits);
  return isPrivate ? new LosslessNumber(anonymizer.standIns.id(digits)) : number;
}

function meaningOf(name: string, owner: unknown, above: Meaning): Meaning {
  if (above === 'secret' || Array.isArray(owner)) return above;
  if (isSecretName(name)) return isCountOfTokens(name, owner) ? undefined : 'secret';
  if (above === 'person' && name === 'name') return 'person';
  if (isPersonName(name)) return 'person';
  if (isIdName(name)) return 'id';
  if (isKeyName(name)) return 'key';
  return name === 'value' ? meaningOfPair(owner) : undefined;
}

/** `{"total_tokens": 5213}` */
function isCountOfTokens(name: string, owner: unknown): boolean {
  const value = (owner as Readonly<Record<string, unknown>>)[name];
  return value instanceof LosslessNumber && /tokens$/i.test(name);
}

/** `{"name": "password", "value": "…"}` */
function meaningOfPair(owner: unknown): Meaning {
  const pair = owner as Readonly<Record<string, unknown>>;
  const named = ['name', 'key', 'field', 'header', 'parameter'].map((label) => pair[label]);
  return named.some((name) => typeof name === 'string' && isSecretName(name))
    ? 'secret'
    : undefined;
}

/** The id of an import can be called its token. */
function isCredential(text: string, meaning: Meaning, { knows }: Anonymizer): boolean {
  if (knows(text)) return false;
  if (meaning === 'secret') return text !== '';
  return meaning === 'key' && text.length >= 12 && /\d/.test(text) && /[a-z]/i.test(text);
}

function isLongId(digits: string): boolean {
  return /^\d{4,}$/.test(digits);
}

/** Counts and times in ms or µs are smaller. */
function isHuge(digits: string): boolean {
  return /^\d{17,}$/.test(digits);
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
