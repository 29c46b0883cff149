import type { ImportSnapshot, Warning } from '../model/snapshot.ts';
import type { Json } from '../text/json.ts';
import type { ErrorMapping } from './error-mapping.ts';
import type { Explanation } from './explanation.ts';
import type { ApiClient } from './request.ts';
import type { Flaw, Key, Setting, Settings, Structure } from './setting.ts';

/** A provider turns "where does this import stand?" into a snapshot. */
export interface Provider {
  readonly name: string;
  /** The service's name as its users know it. */
  readonly title: string;
  /** Address of the service's documentation of the call, or where else it is. */
  readonly docs: string;
  /** Whether a target needs the id of an import, and what that id is called there. */
  readonly id: { readonly required: boolean; readonly describe: string; readonly example: string };
  readonly settings: Readonly<Record<string, Setting>>;
  /** Groups of settings of which exactly one is needed. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Groups of settings of which one at most may be given. */
  readonly atMostOneOf?: readonly (readonly string[])[];
  /** Groups of settings that need each other: all of a group are given, or none. */
  readonly together?: readonly (readonly string[])[];
  /** What could not be confirmed in the service's documentation: sentences. */
  readonly unconfirmed?: readonly string[];
  readonly dialect: ErrorMapping;
  /** Limit of one request, if the service takes longer than most. By default 15 s. */
  readonly requestTimeoutMs?: number;
  /** What a person should know about these settings at epoch ms `at`, before the first poll. */
  warnings?(settings: Settings, at: number): readonly Warning[];
  /** The address of the service; by default the setting `baseUrl`. */
  baseUrl?(settings: Settings): string;
  connect(settings: Settings, client: ApiClient, context?: ProviderContext): Connection;
  /** For a provider that is told by each profile what to ask and how to read the answer. */
  readonly description?: Description;
  /** How a snapshot follows from an answer of 200, read at an epoch ms; where that can be said. */
  explain?(body: Json, at: number): Promise<Explanation>;
}

/** The provider as it is, its settings known to the compiler. */
export function defineProvider<const P extends Provider>(provider: P): P {
  return provider;
}

/** What a connection may use, besides asking its service. */
export interface ProviderContext {
  /** Asks another address, with nothing of the profile but what the question holds. */
  askElsewhere(address: URL, dialect: ErrorMapping): ApiClient;
  /** It is not shown from now on. Only the last few tokens of a connection are remembered. */
  keepSecret(secret: string): void;
}

/** Holds what a service needs between polls: an access token, an operation's identity. */
export interface Connection {
  /** `false`: the service doesn't report failed records, so nothing can be decided by them. */
  readonly reportsFailed?: boolean;
  /**
   * Asks once where import `id` stands (`undefined` where the target names none). Rejects with an
   * `ImportwatchError`, or with the signal's reason.
   */
  poll(id: string | undefined, signal: AbortSignal): Promise<ImportSnapshot>;
  /**
   * Tries the credentials, where that can be done without an import: resolves when the service takes
   * them and lets them ask. `admitted` is called once the login is accepted, permission or not.
   * Rejects as `poll` does.
   */
  probe?(signal: AbortSignal, admitted: () => void): Promise<void>;
  /**
   * The same connection with secrets that were read again, for a provider that remembers what it
   * saw. Without it, importwatch makes a new connection.
   */
  renewed?(settings: Settings, client: ApiClient): Connection;
}

/** The structured part of a profile, by which a provider of its own is made. */
interface Description {
  readonly keys: Readonly<Record<string, Key>>;
  /** Groups of keys of which exactly one is needed. */
  readonly oneOf?: readonly (readonly string[])[];
  /** What is wrong with values whose structure is right. */
  check(values: Structure): Promise<readonly Flaw[]>;
  /** The provider of a profile with these values. */
  provider(values: Structure): Provider;
}
