import type { Provider } from '../../core/provider/provider.ts';
import type { ConfigFile } from '../find/mistakes-error.ts';
import type { WaitValues } from './wait-options.ts';

/** Everything that is configured, structurally right; nothing is looked up or read yet. */
export interface Config {
  /** In force, by name. */
  readonly profiles: ReadonlyMap<string, ProfileEntry>;
  /** As the nearest file that says so has it; may hold `${NAME}`. */
  readonly defaultProfile?: string;
  /** A file that was to be expected to have profiles, where there is none anywhere. */
  readonly without?: string;
}

/** A profile as it stands in its file. */
export interface ProfileEntry {
  readonly name: string;
  readonly provider: Provider;
  readonly file: ConfigFile;
  /** Settings, general ones and wait options, as written. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Of its own file. */
  readonly defaults: WaitValues;
  /** The file whose profile of the same name it stands before. */
  readonly hides?: string;
}

/** What the command line says about where the configuration comes from. */
export interface ConfigChoice {
  /** A file, instead of the search. */
  readonly config?: string | undefined;
  /** A profile of this provider from options and environment, instead of any file. */
  readonly provider?: string | undefined;
  readonly baseUrl?: string | undefined;
}
