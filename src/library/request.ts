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
  /** Time between polls. Default: `'auto'`, which follows the speed of the import. */
  readonly interval?: 'auto' | Duration | undefined;
  /** Time limit of the wait. The outcome is then `timed-out`. Default: none. */
  readonly timeout?: Duration | undefined;
  /**
   * The time at which the wait ends: a `Date`, ISO 8601, or a local time (`'06:00'`, the next one).
   * If `timeout` ends earlier, that wins.
   */
  readonly until?: string | Date | undefined;
  /** Stop if nothing changes for this long. The outcome is then `stalled`. Default: never. */
  readonly stallTimeout?: Duration | undefined;
  /**
   * Stop if the service gives no usable answer for this long. Default: 5 minutes, and 15 seconds
   * before the first good answer.
   */
  readonly maxOutage?: Duration | undefined;
  /**
   * How long to poll an id that the service doesn't know yet, before the outcome is `not-found`.
   * Default: 0.
   */
  readonly appearTimeout?: Duration | undefined;
  /** Ignore an import that has already finished at the first poll, and wait for the next. */
  readonly new?: boolean | undefined;
  /**
   * What to do if the import waits for a person. Default: `'exit'`, with the outcome
   * `action-required`.
   */
  readonly onActionRequired?: 'wait' | 'exit' | undefined;
  /** Failed records make the outcome `partial`. By default they are only counted. */
  readonly failOnPartial?: boolean | undefined;
  /**
   * How many records may fail, as a number or a share (`'2%'`). If more fail, the outcome is
   * `partial`. If the service doesn't report the counts, the outcome is `short`.
   */
  readonly maxFailed?: RecordLimit | undefined;
  /** How many records must arrive at least. If fewer do, the outcome is `short`. */
  readonly minRecords?: number | undefined;
  /** How many records must arrive exactly. Otherwise, the outcome is `short`. */
  readonly expectRecords?: number | undefined;
  /** Time without another event until a `heartbeat`. 0: never. Default: 60 s. */
  readonly heartbeat?: Duration | undefined;
}

/** How to connect to the service. */
export interface ConnectionChoices {
  /** Additional headers. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * Time limit of one request, including its whole answer. Default: 15 s, and 35 s for Oracle
   * Commerce.
   */
  readonly requestTimeout?: Duration | undefined;
  /** A proxy to use instead of the one in the environment. */
  readonly proxy?: string | undefined;
  /** File with additional certificate authorities to trust, in PEM format. */
  readonly caFile?: string | undefined;
  /** Send credentials over plain http, even beyond loopback. */
  readonly allowHttp?: boolean | undefined;
  /** Do not verify the certificate of the service. */
  readonly insecureTls?: boolean | undefined;
  /** How many bytes of an answer are read. Default: 1 MiB. */
  readonly maxBodyBytes?: number | undefined;
}

/** The name of a built-in provider. */
export type ProviderName = BuiltInProvider['name'];

/** The provider itself, from its name if it is built in. */
type ProviderOf<P extends ProviderName | Provider> = P extends ProviderName
  ? Extract<BuiltInProvider, { readonly name: P }>
  : Extract<P, Provider>;

/** The settings of a provider, required and optional ones. */
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
      /** The id of the import, as the service returned it when the import was started. */
      readonly id: string;
    }
  : {
      /** The id of the import. Without it, the service reports its most recent import. */
      readonly id?: string | undefined;
    };

/** An import, and everything that is needed to poll it. */
export type ImportRequest<P extends ProviderName | Provider = ProviderName | Provider> = P extends
  | ProviderName
  | Provider
  ? {
      /** The service: a built-in provider, or one of your own. */
      readonly provider: P;
      /** The settings that the provider needs to reach the service: its address and credentials. */
      readonly settings: SettingsOf<P>;
      /** The name of the service in events, `target.profile`. Default: the name of its provider. */
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
  /** End at the first success. By default the watch ends when all imports have ended. */
  readonly any?: boolean | undefined;
  /** End at the first import that doesn't succeed. */
  readonly failFast?: boolean | undefined;
}
