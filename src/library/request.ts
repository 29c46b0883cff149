import type { RecordLimit } from '../core/model/records/gates.ts';
import type { Setting, Structure } from '../core/provider/field.ts';
import type { Provider } from '../core/provider/provider.ts';
import type { BuiltInProvider } from '../providers/index.ts';

/**
 * A duration: milliseconds, or a string: `'500ms'`, `'30s'`, `'5m'`, `'1h30m'`, `'90'` (seconds).
 */
export type Duration = number | string;

/** How to wait. Each option has the meaning and the default of `importwatch wait`. */
export interface WaitChoices {
  /** Time between polls. By default `'auto'`: it follows the pace of the import. */
  readonly interval?: 'auto' | Duration | undefined;
  /** Time limit of the wait, after which the outcome is `timed-out`. By default none. */
  readonly timeout?: Duration | undefined;
  /**
   * A time at which the wait ends: a `Date`, a local clock time (`'06:00'`, the next one), or ISO
   * 8601. With `timeout`, the earlier one counts.
   */
  readonly until?: string | Date | undefined;
  /** After so long without any change, the outcome is `stalled`. By default never. */
  readonly stallTimeout?: Duration | undefined;
  /**
   * How long in a row the service may give no usable answer. By default 5 minutes, and 15 seconds
   * before the first good answer.
   */
  readonly maxOutage?: Duration | undefined;
  /**
   * How long an id that the service doesn't know yet is polled before the outcome is `not-found`.
   * By default no time.
   */
  readonly appearTimeout?: Duration | undefined;
  /** Ignore an import that has already finished at the first poll, and wait for the next. */
  readonly new?: boolean | undefined;
  /**
   * What to do if the import waits for a person. By default `'exit'`, outcome `action-required`.
   */
  readonly onActionRequired?: 'wait' | 'exit' | undefined;
  /** Failed records make the outcome `partial`. By default they are only counted. */
  readonly failOnPartial?: boolean | undefined;
  /**
   * At most so many records may fail, or such a share of them (`'2%'`): more make the outcome
   * `partial`. If the service doesn't report the counts, the outcome is `short`.
   */
  readonly maxFailed?: RecordLimit | undefined;
  /** At least so many records have to arrive; otherwise the outcome is `short`. */
  readonly minRecords?: number | undefined;
  /** Exactly so many records have to arrive; otherwise the outcome is `short`. */
  readonly expectRecords?: number | undefined;
  /** Time without another event until a `heartbeat`; 0: never. By default 60 s. */
  readonly heartbeat?: Duration | undefined;
}

/** How to connect to the service. */
export interface ConnectionChoices {
  /** Additional headers. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Limit of one request, the whole answer included. By default 15 s; 35 s for Oracle Commerce. */
  readonly requestTimeout?: Duration | undefined;
  /** A proxy to use instead of the one in the environment. */
  readonly proxy?: string | undefined;
  /** File with additional certificate authorities to trust, in PEM format. */
  readonly caFile?: string | undefined;
  /** Send credentials over plain http, even beyond loopback. */
  readonly allowHttp?: boolean | undefined;
  /** Do not verify the certificate of the service. */
  readonly insecureTls?: boolean | undefined;
  /** How much of an answer is read. By default 1 MiB. */
  readonly maxBodyBytes?: number | undefined;
}

/** The name of a provider that is built in. */
export type ProviderName = BuiltInProvider['name'];

/** A provider, by its name or as it is. */
type ProviderOf<P extends ProviderName | Provider> = P extends ProviderName
  ? Extract<BuiltInProvider, { readonly name: P }>
  : Extract<P, Provider>;

/** The settings that a provider needs and takes, as its `settings` say. */
export type SettingsOf<P extends ProviderName | Provider> = SettingsFrom<
  ProviderOf<P>['settings']
> &
  (ProviderOf<P> extends { readonly description: object } ? Structure : unknown);

type SettingsFrom<S extends Readonly<Record<string, Setting>>> = Flat<
  {
    readonly [K in keyof S as S[K] extends { readonly required: true } ? K : never]: ValueOf<S[K]>;
  } & {
    readonly [K in keyof S as S[K] extends { readonly required: true } ? never : K]?:
      | ValueOf<S[K]>
      | undefined;
  }
>;

type Flat<T> = { readonly [K in keyof T]: T[K] };

type ValueOf<S extends Setting> = S extends { readonly choices: readonly (infer C)[] } ? C : string;

type IdOf<P extends Provider> = P['id'] extends { readonly required: true }
  ? {
      /** The id of the import, as the service gave it when the import was started. */
      readonly id: string;
    }
  : {
      /** The id of the import. Without it, the service reports its most recent import. */
      readonly id?: string | undefined;
    };

/** An import, and all that is needed to poll it. */
export type ImportRequest<P extends ProviderName | Provider = ProviderName | Provider> = P extends
  | ProviderName
  | Provider
  ? {
      /** The service: one that is built in, or one of your own. */
      readonly provider: P;
      /** What the provider needs to reach the service: its address and credentials. */
      readonly settings: SettingsOf<P>;
      /** What events call the service, `target.profile`. By default the name of its provider. */
      readonly name?: string | undefined;
    } & IdOf<ProviderOf<P>> &
      WaitChoices &
      ConnectionChoices
  : never;

/** Ends a watch with the outcome `interrupted`. The import keeps running. */
export interface Interruptible {
  readonly signal?: AbortSignal | undefined;
}

/** How to wait for several imports. Options of a single request override these. */
export interface GroupChoices extends WaitChoices, Interruptible {
  /** End at the first success. By default when all have ended. */
  readonly any?: boolean | undefined;
  /** End at the first import that doesn't succeed. */
  readonly failFast?: boolean | undefined;
}
