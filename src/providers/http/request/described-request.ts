import type { ApiRequest } from '../../../core/provider/api-request.ts';
import type { ApiDescription } from '../api-description.ts';
import { fill, fillJson, fillPath, type Names, namesIn } from './template.ts';

type Texts = Readonly<Record<string, string>>;

/** The question of one poll, its templates filled in. Throws `usage` for what can be no id. */
export function requestOf(request: ApiDescription['request'], names: Names): ApiRequest {
  const { path, query, body, method = body === undefined ? 'GET' : 'POST' } = request;
  return {
    method,
    path: fillPath(path, names),
    ...(query && { query: filled(query, names) }),
    headers: headersOf(request, names),
    ...(body !== undefined && { json: fillJson(body, names) }),
  };
}

/** Headers in lower case, that of Basic authorization among them. */
export function headersOf(
  { headers = {}, basic }: { readonly headers?: Texts; readonly basic?: string },
  names: Names,
): Texts {
  const { basic: pair } = filled({ ...(basic && { basic }) }, names);
  const own = Object.entries(filled(headers, names));
  return {
    ...Object.fromEntries(own.map(([name, value]) => [name.toLowerCase(), value])),
    ...(pair && { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }),
  };
}

/** Templates with names filled in; without those that name what a profile leaves out. */
export function filled(templates: Texts, names: Names): Texts {
  return Object.fromEntries(
    Object.entries(templates)
      .filter(([, template]) => namesIn(template).every((name) => Object.hasOwn(names, name)))
      .map(([key, template]) => [key, fill(template, names)]),
  );
}
