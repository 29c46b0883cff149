import type { Question } from '../../core/http.ts';
import type { ApiDescription } from './api-description.ts';
import { fill, fillJson, fillPath, type Names } from './template.ts';

type Texts = Readonly<Record<string, string>>;

/** The question of one poll, its templates filled in. Throws `usage` for what can be no id. */
export function questionOf(request: ApiDescription['request'], names: Names): Question {
  const { path, query, body, method = body === undefined ? 'GET' : 'POST' } = request;
  return {
    method,
    path: fillPath(path, names),
    ...(query && { query: filled(query, names) }),
    headers: headersOf(request, names),
    ...(body !== undefined && { json: fillJson(body, names) }),
  };
}

/** Headers with names filled in, in lower case, that of Basic authorization among them. */
export function headersOf(
  { headers = {}, basic }: { readonly headers?: Texts; readonly basic?: string },
  names: Names,
): Texts {
  const own = Object.entries(headers).map(([name, template]) => [
    name.toLowerCase(),
    fill(template, names),
  ]);
  const credentials = basic && Buffer.from(fill(basic, names)).toString('base64');
  return {
    ...Object.fromEntries(own),
    ...(credentials && { authorization: `Basic ${credentials}` }),
  };
}

export function filled(templates: Texts, names: Names): Texts {
  return Object.fromEntries(
    Object.entries(templates).map(([key, template]) => [key, fill(template, names)]),
  );
}
