import type { Provider } from '../../core/provider/provider.ts';
import type { ConfigFile } from '../file/mistakes-error.ts';
import type { WaitValues } from './wait-options.ts';

/** The whole configuration, structurally valid. Nothing is resolved or read yet. */
export interface Config {
  /** The active profiles, by name. */
  readonly profiles: ReadonlyMap<string, ProfileEntry>;
  /** From the nearest file that has it. May contain `${NAME}`. */
  readonly defaultProfile?: string;
  /** A file without profiles, if there are no profiles in any file. */
  readonly without?: string;
}

/** A profile as written in its file. */
export interface ProfileEntry {
  readonly name: string;
  readonly provider: Provider;
  readonly file: ConfigFile;
  /** Settings, general options and wait options, as written. */
  readonly values: Readonly<Record<string, unknown>>;
  /** From its own file. */
  readonly defaults: WaitValues;
  /** The file whose profile of the same name it overrides. */
  readonly hides?: string;
}

/** How the command line chooses the configuration. */
export interface ConfigChoice {
  /** A file to use instead of the search. */
  readonly config?: string | undefined;
  /** A profile of this provider from options and environment, instead of any file. */
  readonly provider?: string | undefined;
  readonly baseUrl?: string | undefined;
}
