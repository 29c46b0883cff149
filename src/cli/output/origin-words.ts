import type { NamedOrigin } from '../../config/secrets/secret-origin.ts';

/** Where a secret comes from, for people: `apiKey: environment NAME (set)`. */
export function originWords(origin: NamedOrigin): string {
  return `${origin.setting}: ${wordsOf(origin)}`;
}

function wordsOf(origin: NamedOrigin): string {
  switch (origin.source) {
    case 'environment':
      return origin.variables
        .map(({ name, set, hasDefault }) => {
          const words = `environment ${name} (${set ? 'set' : 'not set'})`;
          return hasDefault && !set ? `${words}, using the default in the file (masked)` : words;
        })
        .join(', ');
    case 'file':
      return `file ${origin.path}${origin.missing ? ' (missing)' : ''}`;
    case 'command':
      return 'command';
    case 'literal':
      return 'literal in the file (masked)';
  }
}
