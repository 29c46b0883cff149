import type { Key } from '../../../core/provider/field.ts';
import { asSegment, withMarks } from '../request/template.ts';

/** The possible meanings of an error. */
export const meanings = [
  'not-found',
  'refused',
  'rate-limited',
  'busy',
  'bad-answer',
  'rejected',
  'gone',
  'superseded',
] as const;

export const expression = (describe: string, example: string): Key => ({
  describe,
  example,
});

export const eachNamed = (
  describe: string,
  names: Omit<Key, 'describe'> & { describe?: string },
): Key => ({
  describe,
  names: { describe: 'value', ...names },
});

const template = { template: true, environment: true, written: withMarks } as const;

/** A path below `baseUrl`. */
export const path = (describe: string, example: string): Key => ({
  describe,
  example,
  template: true,
  environment: true,
  secretInserts: true,
  written: asSegment,
});

/** A request body. */
export const body = (describe: string, example: string): Key => ({
  describe,
  example,
  data: true,
  secretInserts: true,
  ...template,
});

/** Values that may be secret and may come from the environment. */
export const values = (describe: string, example: string): Key =>
  eachNamed(describe, { example, secret: 'by-name', ...template });

export const headers = (describe: string, example: string): Key => ({
  ...values(describe, example),
  headers: true,
});

export const basic: Key = {
  describe: 'user and password, joined by a colon, to send as Basic authorization',
  example: '{user}:{password}',
  secret: true,
  pair: true,
  ...template,
};
