import type { ErrorCode } from '../../core/model/errors.ts';
import type { ErrorMapping } from '../../core/provider/error-mapping.ts';
import { shortBody, usualWords } from '../../core/provider/errors/error-words.ts';
import type { Settings } from '../../core/provider/field.ts';
import { isPastEnd, reasonIn, statusIn, v3EndsOn } from './status.ts';

const hints: Partial<Record<ErrorCode, string>> = {
  refused: 'Check that apiKey is the private key, and that the profile is for the right cluster.',
  'not-found':
    'Check clusterId or baseUrl, and apiVersion. A 404 from Elevate concerns the cluster, not the import.',
  'bad-answer':
    'If this keeps happening, check baseUrl and apiVersion: something else seems to be answering there.',
};

export const elevateErrors: ErrorMapping = {
  judge: (status, body) =>
    status < 400 && statusIn(body) === undefined ? 'bad-answer' : undefined,
  message: (body) => reasonIn(body) ?? usualWords(body) ?? shortBody(JSON.stringify(body), body),
  unusable: "it isn't the status of an import",
  meanings: { 'not-found': "reports that the cluster wasn't found" },
  hint: (code) => hints[code],
};

/**
 * The mapping at an epoch ms. `hasAnswered`: the profile's cluster has given a good answer before.
 */
export function errorMappingAt(at: number, settings: Settings, hasAnswered: boolean): ErrorMapping {
  const hint = hasAnswered ? wasThere : undefined;
  const notFound = isPastEnd(settings, at) ? v3Hint : hint;
  return {
    ...elevateErrors,
    ...(hasAnswered && { meanings: { 'not-found': 'no longer finds the cluster or the import' } }),
    hint: (code) => (code === 'not-found' ? notFound : undefined) ?? hints[code],
  };
}

const wasThere =
  'The cluster answered a moment ago. Either it is unavailable for now, or it no longer knows the import. Check the import in Elevate.';

const v3Hint = `Admin API v3 ended on ${v3EndsOn}. Set apiVersion to 4.`;
