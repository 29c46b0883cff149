import type { Flaw } from '../../../core/provider/field.ts';
import { isLoopback } from '../../../core/text/loopback.ts';
import type { ApiDescription, RequestBody } from '../api-description.ts';
import { parseBody } from './body.ts';
import { partNames, partsMistake } from './id-parts.ts';
import { pathNamesIn, wholeName } from './template.ts';
import { templatesOf } from './templates.ts';

/** The mistakes in a request. Never quotes its text, which may hold a secret. */
export function requestFlaws(
  description: ApiDescription,
  names: readonly string[],
): readonly Flaw[] {
  const { request, token, also, many, failedRecords } = description;
  return [
    ...nameFlaws(description, names),
    ...pathFlaws(['request', 'path'], request.path),
    ...pathFlaws(['token', 'path'], token?.path),
    ...addressFlaws(['token', 'url'], token?.url),
    ...bodyFlaws(['request', 'body'], request),
    ...(also ? alsoFlaws(also, names) : []),
    ...(many ? manyFlaws(many, description) : []),
    ...pathFlaws(['failedRecords', 'request', 'path'], failedRecords?.request?.path),
    ...bodyFlaws(['failedRecords', 'request', 'body'], failedRecords?.request ?? {}),
    ...bodyFlaws(['token', 'body'], { method: 'POST', ...token }),
    ...(token?.form && token.body !== undefined ? [bothInToken] : []),
    ...partsFlaws(description, names),
  ];
}

const bothInToken: Flaw = { path: ['token'], message: 'has form and body. Keep only one.' };

function alsoFlaws(
  { request, from = {}, ...values }: NonNullable<ApiDescription['also']>,
  own: readonly string[],
): readonly Flaw[] {
  const path = ['also', 'request'];
  const pathNames = pathNamesIn(request.path).filter((name) => Object.hasOwn(from, name));
  const taken = Object.keys(from).filter((name) => own.includes(name) || isTaken(name));
  return [
    ...pathFlaws([...path, 'path'], request.path),
    ...bodyFlaws([...path, 'body'], request),
    ...pathNames.map((name) => ({
      path: [...path, 'path'],
      message: `can't use {+${name}}, because a value from an answer is a single path segment. Write {${name}}.`,
    })),
    ...taken.map((name) => ({
      path: ['also', 'from', name],
      message: 'is a name that is already in use. Choose another.',
    })),
    ...(Object.keys(values).length === 0 ? [nothingRead] : []),
  ];
}

function manyFlaws(
  { request, most }: NonNullable<ApiDescription['many']>,
  description: ApiDescription,
): readonly Flaw[] {
  const path = ['many', 'request'];
  const names = templatesOf(description)
    .filter((template) => template.path[0] === 'many')
    .flatMap(({ names, doubtful = [] }) => [...names, ...doubtful]);
  return [
    ...pathFlaws([...path, 'path'], request.path),
    ...bodyFlaws([...path, 'body'], request),
    ...(names.includes('ids') ? [] : [{ path, message: 'must use {ids}.' }]),
    ...(most === undefined || /^([2-9]|[1-9]\d{1,2}|1000)$/.test(String(most)) ? [] : [tooMany]),
  ];
}

const tooMany: Flaw = {
  path: ['many', 'most'],
  message: 'must be a number of ids from 2 to 1000.',
};

const nothingRead: Flaw = {
  path: ['also'],
  message: 'reads no value. Add one, such as completed.',
};

function isTaken(name: string): boolean {
  return name === 'id' || name === 'token' || !/^[A-Za-z]\w*$/.test(name);
}

function nameFlaws(description: ApiDescription, own: readonly string[]): readonly Flaw[] {
  return templatesOf(description).flatMap(({ path, names, pathNames, extra }) => [
    ...names
      .filter((name) => !own.includes(name) && !extra.includes(name))
      .map((name) => ({ path, message: unknownName(name, own), dependent: true })),
    ...(path.at(-1) === 'path' ? [] : pathNames).map((name) => ({
      path,
      message: `can't use {+${name}}, which only works in a path. Write {${name}}.`,
    })),
  ]);
}

function partsFlaws({ idParts }: ApiDescription, own: readonly string[]): readonly Flaw[] {
  if (typeof idParts !== 'string') return [];
  const taken = partNames(idParts).find((name) => own.includes(name) || name === 'token');
  const message =
    taken === undefined
      ? partsMistake(idParts)
      : `uses {${taken}}, a name that is already in use. Choose another.`;
  return message === undefined ? [] : [{ path: ['idParts'], message }];
}

function unknownName(name: string, own: readonly string[]): string {
  if (name === 'id') return "can't use {id}. It only works in path, query and body of request.";
  if (name === 'ids')
    return "can't use {ids}. It only works in path, query and body of many.request.";
  if (name === 'token')
    return "can't use {token}. It only works in headers of request, and only if the profile has the key token.";
  const known = own.length > 0 ? ` Defined: ${own.map((each) => `{${each}}`).join(', ')}.` : '';
  return `uses {${name}}, which isn't defined in variables or secrets.${known}`;
}

/** An environment variable, which a description has as written until it is used. */
const variable = /\$\{[^}]*\}/g;

function pathFlaws(path: readonly string[], text: string | undefined): readonly Flaw[] {
  if (text === undefined) return [];
  if (!text.startsWith('/')) return [{ path, message: 'must start with /.' }];
  return /[?#]/.test(text.replace(variable, ''))
    ? [{ path, message: 'must be a path only. Move what comes after the ? to query.' }]
    : [];
}

function addressFlaws(path: readonly string[], text: string | undefined): readonly Flaw[] {
  const isWhole = text?.replace(variable, '') === '' || wholeName(text ?? '') !== undefined;
  if (text === undefined || isWhole) return [];
  const plain = text.replace(variable, 'x').replace(/\{\w+\}/g, 'x');
  const url = URL.canParse(plain) ? new URL(plain) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url));
  if (!url || !isSafe)
    return [{ path, message: 'must be a complete address that starts with https://.' }];
  const isBare = `${url.username}${url.password}${url.search}${url.hash}` === '';
  return isBare
    ? []
    : [{ path, message: 'must be an address only. Use query, headers or basic for the rest.' }];
}

function bodyFlaws(
  path: readonly string[],
  { body, method }: { readonly body?: RequestBody; readonly method?: string },
): readonly Flaw[] {
  if (body === undefined) return [];
  try {
    parseBody(body);
  } catch (error) {
    const at = /position (\d+)/.exec((error as Error).message)?.[1];
    return [
      {
        path,
        message: `is invalid JSON${at === undefined ? '' : ` at character ${Number(at) + 1}`}.`,
      },
    ];
  }
  return method === 'GET' ? [{ path, message: "can't be sent with GET. Remove method." }] : [];
}
