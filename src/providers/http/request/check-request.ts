import type { Flaw } from '../../../core/provider/field.ts';
import { isLoopback } from '../../../core/text/loopback.ts';
import type { ApiDescription, RequestBody } from '../api-description.ts';
import { parseBody } from './body.ts';
import { partNames, partsMistake } from './id-parts.ts';
import { pathNamesIn, wholeName } from './template.ts';
import { templatesOf } from './templates.ts';

/** What is wrong with what is sent. Shows nothing of it: a secret may stand in it. */
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

const bothInToken: Flaw = { path: ['token'], message: 'takes form or body, not both.' };

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
      message: `cannot hold {+${name}}: what an answer holds is one segment. Write {${name}}.`,
    })),
    ...taken.map((name) => ({
      path: ['also', 'from', name],
      message: 'is the name of something else.',
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
    ...(names.includes('ids') ? [] : [{ path, message: 'has no place for the {ids}.' }]),
    ...(most === undefined || /^([2-9]|[1-9]\d{1,2}|1000)$/.test(String(most)) ? [] : [tooMany]),
  ];
}

const tooMany: Flaw = { path: ['many', 'most'], message: 'is not a number of ids from 2 to 1000.' };

const nothingRead: Flaw = {
  path: ['also'],
  message: 'reads nothing: it needs a value such as completed.',
};

function isTaken(name: string): boolean {
  return name === 'id' || name === 'token' || !/^[A-Za-z]\w*$/.test(name);
}

function nameFlaws(description: ApiDescription, own: readonly string[]): readonly Flaw[] {
  return templatesOf(description).flatMap(({ path, names, pathNames, extra }) => [
    ...names
      .filter((name) => !own.includes(name) && !extra.includes(name))
      .map((name) => ({ path, message: unknownName(name, own) })),
    ...(path.at(-1) === 'path' ? [] : pathNames).map((name) => ({
      path,
      message: `cannot hold {+${name}}, which belongs in a path. Write {${name}}.`,
    })),
  ]);
}

function partsFlaws({ idParts }: ApiDescription, own: readonly string[]): readonly Flaw[] {
  if (typeof idParts !== 'string') return [];
  const taken = partNames(idParts).find((name) => own.includes(name) || name === 'token');
  const message =
    taken === undefined ? partsMistake(idParts) : `names {${taken}}, which is something else.`;
  return message === undefined ? [] : [{ path: ['idParts'], message }];
}

function unknownName(name: string, own: readonly string[]): string {
  if (name === 'id') return 'cannot hold {id}, which belongs in path, query or body of request.';
  if (name === 'ids')
    return 'cannot hold {ids}, which belongs in path, query or body of many.request.';
  if (name === 'token')
    return 'cannot hold {token}: there is one in the headers of request alone, where token says how it is had.';
  const known = own.length > 0 ? own.map((each) => `{${each}}`).join(', ') : 'none';
  return `names {${name}}, which is not among variables and secrets (${known}).`;
}

function pathFlaws(path: readonly string[], text: string | undefined): readonly Flaw[] {
  if (text === undefined) return [];
  if (!text.startsWith('/')) return [{ path, message: 'must begin with a /.' }];
  return /[?#]/.test(text)
    ? [{ path, message: 'is a path alone; what stands behind the ? goes into query.' }]
    : [];
}

function addressFlaws(path: readonly string[], text: string | undefined): readonly Flaw[] {
  if (text === undefined || wholeName(text) !== undefined) return [];
  const plain = text.replace(/\{\w+\}/g, 'x');
  const url = URL.canParse(plain) ? new URL(plain) : undefined;
  const isWhole = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url));
  if (!url || !isWhole) return [{ path, message: 'is not a whole address with https://.' }];
  const isBare = `${url.username}${url.password}${url.search}${url.hash}` === '';
  return isBare
    ? []
    : [{ path, message: 'is an address alone; the rest goes into keys beside it.' }];
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
        message: `is no JSON${at === undefined ? '' : ` from character ${Number(at) + 1} on`}.`,
      },
    ];
  }
  return method === 'GET' ? [{ path, message: 'cannot go with a GET; leave method out.' }] : [];
}
