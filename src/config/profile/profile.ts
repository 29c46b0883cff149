import type { Settings, Structure } from '../../core/provider/field.ts';
import type { Provider } from '../../core/provider/provider.ts';
import type { WaitValues } from '../schema/wait-options.ts';

/** A profile ready for use: resolved, read, checked, with defaults filled in. */
export interface Profile {
  readonly name: string;
  readonly provider: Provider;
  readonly settings: Settings;
  /** http or https, without credentials, query and fragment. */
  readonly baseUrl: URL;
  /** Expression for the id in the response to the call that starts an import. */
  readonly idFrom?: string;
  /** To send with each request. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly requestTimeoutMs: number;
  readonly proxy?: string;
  /** Absolute. */
  readonly caFile?: string;
  readonly allowHttp: boolean;
  readonly insecureTls: boolean;
  readonly maxBodyBytes: number;
  /** From the profile itself, checked. For `resolveWaitOptions`. */
  readonly wait: WaitValues;
  /** From its file. */
  readonly defaults: WaitValues;
  /** Its file, or `command line`. */
  readonly source: string;
  /** The description of its API, if the provider needs one, with secrets already read. */
  readonly described?: Structure;
  /** All its secret values. importwatch must not show any of them. */
  readonly secrets: readonly string[];
  /** The same profile with its secrets read again, if a file or a command holds one. */
  renew?(): Promise<this>;
  /** Paths of the secrets that could be an ordinary word. */
  readonly weakSecrets?: readonly string[];
}
