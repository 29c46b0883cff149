import { loadConfig } from '../../config/profile/load-config.ts';
import type { Config, ConfigChoice } from '../../config/schema/config.ts';
import { providers } from '../../providers/index.ts';
import type { World } from '../world.ts';
import { onceForEach } from './resolve-once.ts';

export type LoadConfig = (choice: ConfigChoice) => Promise<Config>;

/** Loads each configuration once, because its file can be a pipe. Rejects like `loadConfig`. */
export function createLoadConfig({ config: world }: Pick<World, 'config'>): LoadConfig {
  const load = onceForEach((choice: string) => loadConfig(JSON.parse(choice), providers, world));
  return ({ config, provider, baseUrl }) => load(JSON.stringify({ config, provider, baseUrl }));
}
