import type { Provider } from '../core/provider/provider.ts';
import type { Setting, Structure } from '../core/provider/setting.ts';
import type { BuiltInProvider } from '../providers/index.ts';

/** A time: milliseconds, or words: `'500ms'`, `'30s'`, `'5m'`, `'1h30m'`, `'90'` (seconds). */
export type Duration = number | string;

/** How an import is watched. Each of these has the meaning and the default of `importwatch wait`. */
export interface WaitChoices {
  /** Time between polls. By default `'auto'`: it paces itself by how the import moves. */
  readonly interval?: 'auto' | Duration | undefined;
  /** Limit of the whole wait, after which the outcome is `timed-out`. By default there is none. */
  readonly timeout?: Duration | undefined;
  /** After no change of any kind for so long the outcome is `stalled`. By default never. */
  readonly stallTimeout?: Duration | undefined;
  /**
   * How long in a row the service may give no usable answer. By default 5 minutes, and 15 seconds
   * before the first good answer.
   */
  readonly maxOutage?: Duration | undefined;
  /** An import that has already ended at the first look is not the one: wait for the next. */
  readonly new?: boolean | undefined;
  /** About an import that waits for a person. By default `'exit'`, outcome `action-required`. */
  readonly onActionRequired?: 'wait' | 'exit' | undefined;
  /** Records that failed make the outcome `partial`. By default they are only counted. */
  readonly failOnPartial?: boolean | undefined;
  /** A `heartbeat` event where nothing was worth another for so long; 0 is never. By default 60 s. */
  readonly heartbeat?: Duration | undefined;
}

/** How a service is reached. */
export interface ConnectionChoices {
  /** Headers to send besides. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Limit of one request, the whole answer included. By default 15 s; 35 s for Oracle Commerce. */
  readonly requestTimeout?: Duration | undefined;
  /** Proxy to go through, instead of the one that the environment names. */
  readonly proxy?: string | undefined;
  /** File of certificate authorities to trust besides the usual ones, in PEM format. */
  readonly caFile?: string | undefined;
  /** Send credentials over plain http, beyond loopback too. */
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
      /** The id of the import. Where the service needs none, it speaks of its newest import. */
      readonly id?: string | undefined;
    };

/** An import, and all that is needed to ask where it stands. */
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

/** Ends a watch: the outcome is then `interrupted`, and the import goes on. */
export interface Interruptible {
  readonly signal?: AbortSignal | undefined;
}

/** How several imports are watched; an import's own choices stand before these. */
export interface GroupChoices extends WaitChoices, Interruptible {
  /** End at the first import that succeeded. By default when all have ended. */
  readonly any?: boolean | undefined;
  /** End at the first import that did not succeed. */
  readonly failFast?: boolean | undefined;
}
