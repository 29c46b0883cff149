import type { ApiDescription } from '../api-description.ts';
import { namesIn, namesInJson } from './template.ts';

/** What the names in a text of a description are. */
export interface Template {
  /** Keys that lead to it. */
  readonly path: readonly string[];
  readonly names: readonly string[];
  /** Names that it may hold besides those that are the profile's own. */
  readonly extra: readonly ('id' | 'token')[];
}

/** Every template of a description. */
export function templatesOf({ request, token }: ApiDescription): readonly Template[] {
  const withToken = token ? (['token'] as const) : [];
  return [
    ...texts(['request', 'path'], request.path, ['id']),
    ...texts(['request', 'query'], request.query, ['id']),
    { path: ['request', 'body'], names: namesInJson(request.body ?? ''), extra: ['id'] },
    ...texts(['request', 'headers'], request.headers, withToken),
    ...texts(['request', 'basic'], request.basic, []),
    ...(['path', 'url', 'query', 'headers', 'basic', 'form'] as const).flatMap((key) =>
      texts(['token', key], token?.[key], []),
    ),
  ];
}

export function usesId(description: ApiDescription): boolean {
  return templatesOf(description).some(
    ({ names, extra }) => extra.includes('id') && names.includes('id'),
  );
}

function texts(
  path: readonly string[],
  value: string | Readonly<Record<string, string>> | undefined,
  extra: Template['extra'],
): readonly Template[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [{ path, names: namesIn(value), extra }];
  return Object.entries(value).map(([key, text]) => ({
    path: [...path, key],
    names: namesIn(text),
    extra,
  }));
}
