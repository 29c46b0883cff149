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
export function templatesOf({
  request,
  token,
  failedRecords,
}: ApiDescription): readonly Template[] {
  const withToken = token ? (['token'] as const) : [];
  const own = failedRecords?.request;
  return [
    ...ofRequest(['request'], request, withToken),
    ...(own ? ofRequest(['failedRecords', 'request'], own, withToken) : []),
    ...(['path', 'url', 'query', 'headers', 'basic', 'form'] as const).flatMap((key) =>
      texts(['token', key], token?.[key], []),
    ),
  ];
}

function ofRequest(
  path: readonly string[],
  { path: ownPath, query, body = '', headers, basic }: ApiDescription['request'],
  withToken: Template['extra'],
): readonly Template[] {
  return [
    ...texts([...path, 'path'], ownPath, ['id']),
    ...texts([...path, 'query'], query, ['id']),
    { path: [...path, 'body'], names: namesInJson(body), extra: ['id'] },
    ...texts([...path, 'headers'], headers, withToken),
    ...texts([...path, 'basic'], basic, []),
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
