import { either } from '../text/either.ts';
import type { Provider } from './provider.ts';

/** The ways to log in to a service: each is the settings that it needs. */
export function waysToLogIn({
  settings,
  together = [],
}: Pick<Provider, 'settings' | 'together'>): readonly (readonly string[])[] {
  const secrets = Object.keys(settings).filter((key) => settings[key]?.secret);
  const ways = secrets.map((key) => together.find((group) => group.includes(key)) ?? [key]);
  return [...new Set(ways)];
}

/** The next step if a service refuses the requests of a profile that has no credentials. */
export function credentialsToSet(provider: Pick<Provider, 'settings' | 'together'>): string {
  const ways = waysToLogIn(provider).map((settings) => settings.join(' with '));
  const choices = ways.length > 0 ? ways : ['headers', 'request.basic', 'token'];
  return `The profile sends no credentials. Set ${either(choices)}.`;
}
