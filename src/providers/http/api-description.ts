import type { ErrorCode } from '../../core/model/errors.ts';
import type { ImportState } from '../../core/model/snapshot.ts';
import type { Provider, ProviderGroup } from '../../core/provider/provider.ts';
import type { IdParts } from './request/id-parts.ts';

/** JSON text, or what it stands for. */
export type RequestBody = string | { readonly [key: string]: unknown } | readonly unknown[];

type Texts = Readonly<Record<string, string>>;

/** `partial`: succeeded, but records failed, and the word doesn't say how many. */
export type WordMeaning = ImportState | 'partial';

/** What can be read of an import besides its state: expressions. */
interface Values {
  readonly completed?: string;
  readonly total?: string;
  readonly failed?: string;
  readonly succeeded?: string;
  readonly percent?: string;
  readonly fraction?: string;
  readonly message?: string;
  readonly phase?: string;
  readonly name?: string;
  readonly kind?: string;
  readonly startedAt?: string;
  readonly run?: string;
  readonly updatedAt?: string;
  readonly url?: string;
}

/** How an API is asked and how its answer is read, as `keys.ts` says of each part. */
export interface ApiDescription extends Values {
  readonly request: RequestDescription;
  /** What the parts of an id are called, as in `{dag}/{run}`. */
  readonly idParts?: IdParts;
  /** HTTP statuses that are answers, with or without a body. */
  readonly answers?: readonly (number | string)[];
  readonly token?: TokenDescription;
  readonly state?: {
    readonly from: string;
    readonly words: Readonly<Record<string, WordMeaning>>;
    readonly unknown?: ImportState;
  };
  /** A second request, whose values fill what the first answer lacks. */
  readonly also?: Values & {
    readonly request: RequestDescription;
    /** Names for it, from the first answer. */
    readonly from?: Texts;
  };
  /** One request for many imports. */
  readonly many?: {
    readonly request: RequestDescription;
    readonly items: string;
    readonly id: string;
    readonly most?: number | string;
  };
  readonly doneWhen?: string;
  readonly donePolls?: number | string;
  readonly failedWhen?: string;
  readonly abortedWhen?: string;
  readonly goneWhen?: string;
  readonly gone?: 'succeeded' | 'failed' | 'aborted';
  readonly requires?: string;
  readonly error?: {
    readonly when?: string;
    readonly message?: string;
    readonly code?: string;
    readonly words?: Readonly<Record<string, ErrorCode>>;
    readonly otherwise?: ErrorCode;
  };
  readonly statuses?: Readonly<Record<string, ErrorCode>>;
  readonly retryHeader?: { readonly name: string; readonly unit?: 's' | 'ms' };
  readonly failedRecords?: FailedRecordsDescription;
}

/** Where the failed records are: in an answer, in that of a call of their own, or behind a link. */
export interface FailedRecordsDescription {
  readonly records?: string;
  readonly request?: ApiDescription['request'];
  readonly next?: Texts;
  readonly link?: string;
  readonly signedLink?: string;
  readonly only?: string;
}

export interface RequestDescription {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Texts;
  readonly headers?: Texts;
  readonly basic?: string;
  readonly body?: RequestBody;
}

export interface TokenDescription {
  readonly path?: string;
  readonly url?: string;
  readonly method?: 'GET' | 'POST';
  readonly query?: Texts;
  readonly headers?: Texts;
  readonly basic?: string;
  readonly form?: Texts;
  readonly body?: RequestBody;
  readonly answers?: ApiDescription['answers'];
  readonly from?: string;
  readonly life?: string;
}

/** What a description takes beside the API itself: values that its templates name. */
export interface NamedValues {
  readonly variables?: Texts | undefined;
  readonly secrets?: Texts | undefined;
}

/** Parts of a description that another version of an API, or another kind of import, has instead. */
export type Variant = Partial<
  Pick<
    ApiDescription,
    | 'request'
    | 'token'
    | 'answers'
    | 'state'
    | 'completed'
    | 'total'
    | 'failed'
    | 'message'
    | 'failedRecords'
  >
>;

/**
 * A service that importwatch knows by a description alone. In its templates `{name}` is the setting
 * of that name. The default of a setting may name other settings, too.
 */
export interface Preset
  extends Pick<
    Provider,
    | 'name'
    | 'title'
    | 'docs'
    | 'id'
    | 'idFrom'
    | 'settings'
    | 'oneOf'
    | 'atMostOneOf'
    | 'together'
    | 'unconfirmed'
  > {
  /** `standards`: an API that many services have; `services`: that of one. */
  readonly group: Exclude<ProviderGroup, 'native'>;
  readonly description: ApiDescription;
  /** What is different in the description, by setting and its value. */
  readonly variants?: Readonly<Record<string, Readonly<Record<string, Variant>>>>;
  /**
   * An id in another form: its named groups stand for `{id}` and for the settings of these names. A
   * text is a form that every id has.
   */
  readonly idParts?: IdParts;
  /** What to do next, by code of the error. */
  readonly hints?: Readonly<Partial<Record<ErrorCode, string>>>;
  readonly meanings?: Provider['errorMapping']['meanings'];
}
