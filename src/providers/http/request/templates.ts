import type { ApiDescription, RequestBody, RequestDescription } from '../api-description.ts';
import { namesInBody } from './body.ts';
import { partNames } from './id-parts.ts';
import { namesIn, pathNamesIn } from './template.ts';

/** A text of a description, and the names in it. */
export interface Template {
  /** The keys that lead to it. */
  readonly path: readonly string[];
  readonly names: readonly string[];
  /** The names written `{+name}`. */
  readonly pathNames: readonly string[];
  /** Texts in braces that may be names or may be literal. */
  readonly doubtful?: readonly string[];
  /** Names it can use besides those of the profile. */
  readonly extra: readonly string[];
}

/** Every template of a description. */
export function templatesOf(description: ApiDescription): readonly Template[] {
  const { request, token, also, many, idParts, failedRecords } = description;
  const withToken = token ? ['token'] : [];
  const ofId = ['id', ...partNames(idParts)];
  const fromFirst = Object.keys(also?.from ?? {});
  return [
    ...requestTemplates(['request'], request, ofId, withToken),
    ...(also
      ? requestTemplates(['also', 'request'], also.request, [...ofId, ...fromFirst], withToken)
      : []),
    ...(many ? requestTemplates(['many', 'request'], many.request, ['ids'], withToken) : []),
    ...(failedRecords?.request
      ? requestTemplates(['failedRecords', 'request'], failedRecords.request, ofId, withToken)
      : []),
    ...(['path', 'url', 'query', 'headers', 'basic', 'form'] as const).flatMap((key) =>
      texts(['token', key], token?.[key], []),
    ),
    ...bodyTemplate(['token', 'body'], token?.body, []),
  ];
}

export function usesId(description: ApiDescription): boolean {
  const ofId = ['id', ...partNames(description.idParts)];
  return templatesOf(description).some(
    ({ path: [top], names, doubtful = [] }) =>
      top === 'request' && [...names, ...doubtful].some((name) => ofId.includes(name)),
  );
}

function requestTemplates(
  above: readonly string[],
  { path, query, body, headers, basic }: RequestDescription,
  inAddress: readonly string[],
  inHeaders: readonly string[],
): readonly Template[] {
  return [
    ...texts([...above, 'path'], path, inAddress),
    ...texts([...above, 'query'], query, inAddress),
    ...bodyTemplate([...above, 'body'], body, inAddress),
    ...texts([...above, 'headers'], headers, inHeaders),
    ...texts([...above, 'basic'], basic, []),
  ];
}

function bodyTemplate(
  path: readonly string[],
  body: RequestBody | undefined,
  extra: readonly string[],
): readonly Template[] {
  return body === undefined ? [] : [{ path, ...namesInBody(body), extra }];
}

function texts(
  path: readonly string[],
  value: string | Readonly<Record<string, string>> | undefined,
  extra: readonly string[],
): readonly Template[] {
  if (value === undefined) return [];
  if (typeof value === 'string')
    return [{ path, names: namesIn(value), pathNames: pathNamesIn(value), extra }];
  return Object.entries(value).flatMap(([key, text]) => texts([...path, key], text, extra));
}
