import type { Provider } from '../core/provider/provider.ts';

/**
 * A provider that is made when something other than its name is read. A command looks through all
 * names, but uses few providers.
 */
export function lateProvider(name: string, make: () => Provider): Provider {
  let made: Provider | undefined;
  const provider = (): Provider => {
    made ??= make();
    return made;
  };
  return new Proxy({ name } as Provider, {
    get: (named, key) => (key === 'name' ? named.name : Reflect.get(provider(), key)),
    has: (_, key) => Reflect.has(provider(), key),
    ownKeys: () => Reflect.ownKeys(provider()),
    getOwnPropertyDescriptor: (_, key) => Reflect.getOwnPropertyDescriptor(provider(), key),
  });
}
