import type { Provider } from '../../core/provider/provider.ts';
import type { Settings } from '../../core/provider/setting.ts';
import type { WaitValues } from '../schema/wait-options.ts';

/** A profile ready for use: looked up, read, checked, defaults filled in. */
export interface Profile {
  readonly name: string;
  readonly provider: Provider;
  readonly settings: Settings;
  /** http or https, without credentials, query and fragment. */
  readonly baseUrl: URL;
  /** To send with each request; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly requestTimeoutMs: number;
  readonly proxy?: string;
  /** Absolute. */
  readonly caFile?: string;
  readonly allowHttp: boolean;
  readonly insecureTls: boolean;
  readonly maxBodyBytes: number;
  /** Of the profile itself, checked; for `resolveWaitOptions`. */
  readonly wait: WaitValues;
  /** Of its file. */
  readonly defaults: WaitValues;
  /** Its file, or `command line`. */
  readonly source: string;
  /** Every secret value in it: none of them may be shown. */
  readonly secrets: readonly string[];
  /** The same profile with its secrets read again, if a file or a command holds one. */
  renew?(): Promise<this>;
  /** Paths below it of those that could be an ordinary word. */
  readonly weakSecrets?: readonly string[];
}
