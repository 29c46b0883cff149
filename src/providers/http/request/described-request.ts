import type { ApiRequest } from '../../../core/provider/api-request.ts';
import type { RequestDescription } from '../api-description.ts';
import { fillBody, type Lists } from './body.ts';
import { splitId, statusAddress } from './safe-path.ts';
import { fill, fillPath, type Names, namesIn } from './template.ts';

type Texts = Readonly<Record<string, string>>;

/** The request for one poll, with its templates filled in. Throws `usage` for an invalid id. */
export function requestOf(
  request: RequestDescription,
  names: Names,
  baseUrl: string,
  lists: Lists = {},
): ApiRequest {
  const { query, body, method = body === undefined ? 'GET' : 'POST' } = request;
  const { path, search } = pathOf(request.path, names, baseUrl);
  return {
    method,
    path,
    ...(search !== '' && { search }),
    ...(query && { query: filled(query, names) }),
    headers: headersOf(request, names),
    ...(body !== undefined && { jsonText: fillBody(body, names, lists) }),
  };
}

/** The value of `{+id}` can be an address, or have a query of its own. */
function pathOf(template: string, names: Names, baseUrl: string) {
  const { id } = names;
  const [before = '', behind] = template.split('{+id}');
  if (id === undefined || behind === undefined)
    return { path: fillPath(template, names), search: '' };
  const [start, end] = [fillPath(before, names), fillPath(behind, names)];
  const address = statusAddress(id, baseUrl);
  if (address === undefined) {
    const { path, search } = splitId(id);
    return { path: start + fillPath('{+id}', { id: path }) + end, search };
  }
  const { path, search } = address;
  const isWhole = end === '' || path.endsWith(end) || !path.startsWith(start);
  return { path: isWhole ? path : path + end, search };
}

/** Headers with lower-case names, including the one for Basic authorization. */
export function headersOf(
  { headers = {}, basic }: Pick<RequestDescription, 'headers' | 'basic'>,
  names: Names,
): Texts {
  const { basic: pair } = filled({ ...(basic && { basic }) }, names);
  const own = Object.entries(filled(headers, names));
  return {
    ...Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), value])),
    ...(pair && { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }),
  };
}

/** Fills in templates, and leaves out those that refer to a setting the profile doesn't have. */
export function filled(templates: Texts, names: Names): Texts {
  return Object.fromEntries(
    Object.entries(templates)
      .filter(([, template]) => namesIn(template).every((name) => Object.hasOwn(names, name)))
      .map(([key, template]) => [key, fill(template, names)]),
  );
}

/** A request with the headers and user of another, unless it has its own. */
export function withLoginOf(
  { headers, basic }: RequestDescription,
  request: RequestDescription,
): RequestDescription {
  return {
    ...(basic !== undefined && { basic }),
    ...request,
    headers: { ...headers, ...request.headers },
  };
}
