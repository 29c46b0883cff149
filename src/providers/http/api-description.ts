import type { ErrorCode } from '../../core/model/errors.ts';
import type { ImportState } from '../../core/model/snapshot.ts';
import type { Provider, ProviderGroup } from '../../core/provider/provider.ts';
import type { IdParts } from './request/id-parts.ts';

/** JSON text, or its parsed value. */
export type RequestBody = string | { readonly [key: string]: unknown } | readonly unknown[];

type Texts = Readonly<Record<string, string>>;

/** `partial`: the import succeeded, but some records failed, and the status doesn't say how many. */
export type WordMeaning = ImportState | 'partial';

/** Expressions for the values of an import other than its state. */
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

/** How to call an API and read its answers. `keys.ts` documents each key. */
export interface ApiDescription extends Values {
  readonly request: RequestDescription;
  /** Names for the parts of an id, as in `{dag}/{run}`. */
  readonly idParts?: IdParts;
  /** HTTP statuses that count as answers about the import, with or without a body. */
  readonly answers?: readonly (number | string)[];
  readonly token?: TokenDescription;
  readonly state?: {
    readonly from: string;
    readonly words: Readonly<Record<string, WordMeaning>>;
    readonly unknown?: ImportState;
  };
  /** A second request. Its values fill in what the first answer lacks. */
  readonly also?: Values & {
    readonly request: RequestDescription;
    /** Names for its templates, taken from the first answer. */
    readonly from?: Texts;
  };
  /** One request for several imports. */
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

/**
 * Where the failed records are: in the answer itself, in the answer to a separate call, or in a
 * linked file.
 */
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

/** Values that templates can refer to by name. */
export interface NamedValues {
  readonly variables?: Texts | undefined;
  readonly secrets?: Texts | undefined;
}

/** The parts of a description that differ for another API version or another kind of import. */
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
 * A service described entirely by data. In its templates, `{name}` is the setting of that name. The
 * default of a setting can refer to other settings, too.
 */
export interface Preset
  extends Pick<
    Provider,
    | 'name'
    | 'title'
    | 'service'
    | 'docs'
    | 'id'
    | 'idFrom'
    | 'settings'
    | 'oneOf'
    | 'atMostOneOf'
    | 'together'
    | 'unconfirmed'
  > {
  /** `standards`: an API that many services share. `services`: the API of one service. */
  readonly group: Exclude<ProviderGroup, 'native'>;
  readonly description: ApiDescription;
  /** The differences in the description, by setting and value. */
  readonly variants?: Readonly<Record<string, Readonly<Record<string, Variant>>>>;
  /**
   * Another form of id. The named groups set `{id}` and the settings of the same names. If this is
   * a string, every id must have that form.
   */
  readonly idParts?: IdParts;
  /** The next step to suggest, by error code. */
  readonly hints?: Readonly<Partial<Record<ErrorCode, string>>>;
  readonly meanings?: Provider['errorMapping']['meanings'];
}
