import type { Profile } from '../../config/profile/profile.ts';
import { codeOfStatus } from '../../core/http/classify.ts';
import { ImportwatchError } from '../../core/model/errors.ts';
import { cleanId } from '../../core/model/import-id.ts';
import type { Sanitize } from '../../core/model/sanitize.ts';
import { bodyWords } from '../../core/provider/errors/body-words.ts';
import { usualWords } from '../../core/provider/errors/error-words.ts';
import { idAt } from '../../core/provider/id-in-address.ts';
import { idText, type StartResponse, usualId } from '../../core/provider/start-response.ts';
import type { Json } from '../../core/text/json.ts';
import { type InputSource, type InputTarget, noIdIn } from './input-targets.ts';
import { isJsonRpc, requestNumberAlone, withoutRequestNumber } from './json-rpc.ts';

type Responded = Extract<InputTarget, { readonly raw: string }>;
type Response = Responded['response'];
type Found = readonly (string | undefined)[];
type Starting = Pick<Profile, 'idFrom' | 'provider' | 'settings' | 'baseUrl'>;

/**
 * The ids of the imports that a call started, from its response. Throws a `usage` error that shows
 * the response if it reports an error, or names no import.
 */
export async function responseIds(
  { response, raw, place }: Responded,
  profile: Starting,
  source: InputSource,
  sanitize: Sanitize,
): Promise<readonly string[]> {
  if ((response.status ?? 0) >= 400) throw refusedStart(response, sanitize);
  const numbered = entriesIn(response.body).some(isJsonRpc);
  const body = eachEntry(response.body, (entry) =>
    isJsonRpc(entry) ? withoutRequestNumber(entry, sanitize) : entry,
  );
  const found = await idsIn({ ...response, body }, profile);
  const ids = found.filter((id) => id !== undefined);
  if (ids.length > 0 && ids.length === found.length) return ids.map((id) => cleanId(id, place));
  if (numbered) throw requestNumberAlone();
  const hint = hintFor(profile, source);
  throw noIdIn(headOf(response) + raw, { ...source, hint }, sanitize);
}

async function idsIn(response: StartResponse, profile: Starting): Promise<Found> {
  const { idFrom } = profile;
  const { body, headers = {} } = response;
  const idsByIdFrom = async (each: StartResponse): Promise<Found> => {
    if (idFrom === undefined) return [];
    const { startIds } = await import('../../providers/http/start-ids.ts');
    return startIds(each, idFrom).map((id) => id && withoutAddress(id, profile));
  };
  const named = await idsByIdFrom(response);
  if (named.some((id) => id !== undefined)) return named;
  const places = addresses.flatMap((name) => headers[name] ?? []);
  const located = places.map((place) => idInHeader(place, profile)).find((id) => id !== undefined);
  if (located !== undefined) return [located];
  const found = entriesIn(body).map(async (entry): Promise<Found> => {
    // Next to an address, a text is a message.
    const own = places.length > 0 ? undefined : idText(entry);
    if (own !== undefined) return [own];
    return idFrom === undefined ? [usualId(entry)] : idsByIdFrom({ ...response, body: entry });
  });
  return (await Promise.all(found)).flat();
}

/** Headers that can hold the id or the address of the status, the most specific first. */
const addresses = ['operation-location', 'azure-asyncoperation', 'location', 'content-location'];

function idInHeader(value: string, profile: Starting): string | undefined {
  return /[/:?#]/.test(value) ? idAt(value, profile) : value;
}

/** An address of another kind isn't an id, unless ids are in no address. */
function withoutAddress(id: string, profile: Starting): string | undefined {
  const template = profile.provider.statusAddress?.(profile.settings) ?? '';
  if (!/\{\+?id\}/.test(template)) return id;
  if (/^https?:/i.test(id)) return idAt(id, profile);
  return id.startsWith('/') ? (idAt(id, profile) ?? id) : id;
}

function entriesIn(body: Json): readonly Json[] {
  return Array.isArray(body) ? body : [body];
}

function eachEntry(body: Json, change: (entry: Json) => Json): Json {
  return Array.isArray(body) ? body.map(change) : change(body);
}

function refusedStart({ status, reason = '', body, text = '' }: Response, sanitize: Sanitize) {
  const said = usualWords(body) ?? bodyWords({ text }, sanitize);
  const what = [`HTTP ${status}`, sanitize(reason, 60)].filter(Boolean).join(' ');
  const message = `The call that starts the import failed (${what}): ${sanitize(said, 300)}`;
  return new ImportwatchError('usage', /[.!?\u2026]$/.test(message) ? message : `${message}.`, {
    hint:
      status !== undefined && codeOfStatus(status) === 'busy'
        ? 'The service may have started the import anyway. Check there before you start it again.'
        : "The import wasn't started. Fix the call that starts it.",
  });
}

/** A description of a response without an id, for people. */
function headOf({ status, reason = '', headers = {} }: Response): string {
  if (status === undefined) return '';
  const shown = ['location', ...addresses].find((name) => headers[name] !== undefined);
  const address = shown === undefined ? '' : `${shown}: ${headers[shown]} `;
  return `HTTP ${status} ${reason} ${address}`;
}

/** A preset that looks in many places has a long expression, which helps nobody. */
const longest = 80;

function hintFor({ idFrom }: Starting, { text, hint }: InputSource): string {
  return idFrom === undefined || idFrom.length > longest
    ? `If ${text} contains the id, set idFrom in the profile, such as idFrom: job.id. Otherwise, ${hint.charAt(0).toLowerCase()}${hint.slice(1)}`
    : `idFrom (${idFrom}) found nothing in this response. ${hint}`;
}
