import type { Key } from '../../../core/provider/field.ts';

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

/** Values that may be secret and may come from the environment. */
export const values = (describe: string, example: string): Key =>
  eachNamed(describe, { example, secret: 'by-name', template: true, environment: true });

export const headers = (describe: string, example: string): Key => ({
  ...values(describe, example),
  headers: true,
});

export const basic: Key = {
  describe: 'user and password, joined by a colon, to send as Basic authorization',
  example: '{user}:{password}',
  secret: true,
  template: true,
  pair: true,
  environment: true,
};
