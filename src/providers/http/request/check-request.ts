import type { Flaw } from '../../../core/provider/field.ts';
import { parseJson } from '../../../core/text/json.ts';
import { isLoopback } from '../../../core/text/loopback.ts';
import type { ApiDescription } from '../api-description.ts';
import { wholeName } from './template.ts';
import { templatesOf } from './templates.ts';

/** What is wrong with what is sent. Shows nothing of it: a secret may stand in it. */
export function requestFlaws(
  description: ApiDescription,
  names: readonly string[],
): readonly Flaw[] {
  const { request, token, failedRecords: { request: own } = {} } = description;
  return [
    ...nameFlaws(description, names),
    ...pathFlaws(['request', 'path'], request.path),
    ...pathFlaws(['token', 'path'], token?.path),
    ...addressFlaws(['token', 'url'], token?.url),
    ...bodyFlaws(['request'], request),
    ...pathFlaws(['failedRecords', 'request', 'path'], own?.path),
    ...(own ? bodyFlaws(['failedRecords', 'request'], own) : []),
  ];
}

function nameFlaws(description: ApiDescription, own: readonly string[]): readonly Flaw[] {
  return templatesOf(description).flatMap(({ path, names, extra }) =>
    names
      .filter((name) => !own.includes(name) && !extra.some((each) => each === name))
      .map((name) => ({ path, message: unknownName(name, own) })),
  );
}

function unknownName(name: string, own: readonly string[]): string {
  if (name === 'id') return 'cannot hold {id}, which belongs in path, query or body of request.';
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
  request: readonly string[],
  { body, method }: ApiDescription['request'],
): readonly Flaw[] {
  if (body === undefined) return [];
  const path = [...request, 'body'];
  try {
    parseJson(body);
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
