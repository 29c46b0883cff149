import type { FailedRecords } from '../model/records/failed-records.ts';
import type { ImportSnapshot } from '../model/snapshot.ts';
import type { Warning } from '../model/warning.ts';
import type { Clock } from '../ports/clock.ts';
import type { ByteSink } from '../ports/send.ts';
import type { Json } from '../text/json.ts';
import type { AnswerFacts } from './answer-facts.ts';
import type { ApiClient } from './api-request.ts';
import type { ErrorMapping } from './error-mapping.ts';
import type { Explanation } from './explanation.ts';
import type { Field, Flaw, Key, Setting, Settings, Structure } from './field.ts';

/** How the list of providers groups them. */
export type ProviderGroup = 'native' | 'standards' | 'services';

/** A provider turns "what is the status of this import?" into a snapshot. */
export interface Provider {
  readonly name: string;
  /** The service's name as its users know it. */
  readonly title: string;
  /** Address of the service's documentation of the call. */
  readonly docs: string;
  /** By default `native`. */
  readonly group?: ProviderGroup;
  /** Whether a target needs the id of an import, and what the service calls that id. */
  readonly id: Field & { readonly required: boolean; readonly example: string };
  /**
   * Where the id is in the response to the call that starts an import: an expression. Without it,
   * `id`, otherwise `token`.
   */
  readonly idFrom?: string;
  /** The problem of an expression for the key `idFrom` of a profile. */
  checkIdFrom?(expression: string): Promise<Flaw | undefined>;
  /**
   * Path and query below the address of the service at which a status is polled, with `{id}`, or
   * `{+id}` if ids are addresses: to find the id in the address of a status.
   */
  statusAddress?(settings: Settings): string;
  readonly settings: Readonly<Record<string, Setting>>;
  /** Groups of settings. Each group needs exactly one of its settings. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Groups of settings. Each group allows at most one of its settings. */
  readonly atMostOneOf?: readonly (readonly string[])[];
  /** Groups of settings that need each other: either all of a group are set or none. */
  readonly together?: readonly (readonly string[])[];
  /** Sentences about facts that the service's documentation doesn't confirm. */
  readonly unconfirmed?: readonly string[];
  /** In which form the service reports failed records, if it does: a phrase. */
  readonly failedRecords?: string;
  /** What sentences call the service, if not by the title. `the API` for any service. */
  readonly service?: string;
  readonly errorMapping: ErrorMapping;
  /** Limit of one request, if the service takes longer than most. By default 15 s. */
  readonly requestTimeoutMs?: number;
  /** Warnings about these settings at epoch ms `at`, before the first poll. */
  warnings?(settings: Settings, at: number): readonly Warning[];
  /** The address of the service. By default the setting `baseUrl`. Throws a `SettingMistake`. */
  baseUrl?(settings: Settings): string;
  connect(settings: Settings, client: ApiClient, context?: ProviderContext): Connection;
  /** For a provider whose requests and answers are described in each profile. */
  readonly description?: Description;
  /** How a snapshot follows from an answer, read at epoch ms `at`, if that can be explained. */
  explain?(
    body: Json | undefined,
    at: number,
    facts?: AnswerFacts & { readonly id?: string },
  ): Promise<Explanation>;
}

/** Returns the provider unchanged. The compiler then knows its settings. */
export function defineProvider<const P extends Provider>(provider: P): P {
  return provider;
}

/** Tools for a connection in addition to the client. */
export interface ProviderContext {
  /** The name of the profile. */
  readonly name: string;
  /** A client for another address. It sends nothing of the profile but the request itself. */
  clientAt(address: URL, errorMapping: ErrorMapping): ApiClient;
  /** Hides the secret from now on. Only the last few tokens of a connection are remembered. */
  keepSecret(secret: string): void;
  readonly clock: Clock;
  /**
   * Does what only adds to the answer of the poll with that signal, in the time that the poll can
   * spare. Rejects with `no-reply` if it takes longer.
   */
  inSpareTime<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T>;
  /**
   * A signal for one request that serves several polls. It is aborted once the signals of all polls
   * are.
   */
  joinPolls(signals: readonly AbortSignal[]): { readonly signal: AbortSignal; release(): void };
  /** How many imports of this service are watched. */
  imports(): number;
  /** The `memory` of the connection that this one replaces. */
  readonly memory?: object | undefined;
}

/** Holds what a service needs between polls: an access token, an operation's identity. */
export interface Connection {
  /** `false`: the service doesn't report failed records, so no verdict can depend on them. */
  readonly reportsFailed?: boolean;
  /** Rejects with `usage` if no request can be made for import `id`. Sends nothing. */
  checkId?(id: string | undefined): Promise<void>;
  /**
   * Gets the status of import `id` once (`undefined` if the target has none). Rejects with an
   * `ImportwatchError`, or with the signal's reason.
   */
  poll(id: string | undefined, signal: AbortSignal): Promise<ImportSnapshot>;
  /**
   * Writes the failed records of import `id` as the service reports them. Rejects like `poll`, or
   * with the error of the sink. Absent if the service doesn't report them.
   */
  failedRecords?(id: string | undefined, to: ByteSink, signal: AbortSignal): Promise<FailedRecords>;
  /**
   * Tests the credentials, if that is possible without an import: resolves if the service accepts
   * them and they have permission. `admitted` is called once the login is accepted, permission or
   * not. Rejects like `poll`.
   */
  probe?(signal: AbortSignal, admitted: () => void): Promise<void>;
  /** Only logs in, for a service that shows nothing else without an import. Rejects like `poll`. */
  logIn?(signal: AbortSignal): Promise<void>;
  /** How many imports one request can poll, if more than one. */
  readonly together?: number;
  /** State for a connection that replaces this one. */
  readonly memory?: object;
  /**
   * The same connection with secrets that were read again, for a provider that remembers earlier
   * answers. Without it, importwatch makes a new connection.
   */
  renewed?(settings: Settings, client: ApiClient): Connection;
}

/** A text of a description, as far as it is known before a request. */
export interface FilledText {
  /** The text, cut at each value that only the request inserts, such as an id. */
  readonly pieces: readonly string[];
  /** The values in it. */
  readonly inserted: readonly string[];
}

/** The structured part of a profile, by which a provider of its own is made. */
interface Description {
  /** The preset to try before describing an API. */
  readonly preset: string;
  readonly keys: Readonly<Record<string, Key>>;
  /** Groups of keys. Each group needs exactly one of its keys. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Whether a text inserts a secret from elsewhere in these values, as `Bearer {token}` does. */
  insertsSecret(text: string, values: Readonly<Record<string, unknown>>): boolean;
  /** A text with what these values insert. They are those of the keys before it. */
  filled(text: string, values: Readonly<Record<string, unknown>>): FilledText;
  /** Mistakes in values that have the right structure. */
  check(values: Structure): Promise<readonly Flaw[]>;
  /** The provider of a profile with these values. */
  provider(values: Structure): Provider;
}
