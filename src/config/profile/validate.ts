import type { Provider } from '../../core/provider/provider.ts';
import { isUnknownKey, type Mistake } from '../file/mistake.ts';
import { type ConfigFile, settingName } from '../file/mistakes-error.ts';
import { descriptionMistakes, withUndescribed } from './description-mistakes.ts';

/** All mistakes in a file. */
export async function validate(
  file: ConfigFile,
  providers: readonly Provider[],
): Promise<readonly Mistake[]> {
  const { value, mistakes } = file.document;
  if (value === undefined) return mistakes;
  const { configSchema, safeParse } = await import('../schema/schema.ts');
  const schema = configSchema(providers, {
    commands: file.origin !== 'found',
    used: usedIn(value),
    nameOf: (key) => settingName(key, file),
  });
  const { issues = [] } = safeParse(schema, value);
  const inSchema = issues.map(({ path = [], message }) => ({
    path: path.map(({ key }) => String(key)),
    message,
  }));
  const found = withUndescribed(value, providers, inSchema);
  // An unknown key is a more useful message than a problem of its value.
  const unknown = pathsOf(found.filter(isUnknownKey));
  const reported = mistakes.filter(({ path }) => !unknown.has(path.join('\n')));
  const known = pathsOf(reported);
  return [
    ...reported,
    ...found.filter(({ path }) => !known.has(path.join('\n'))),
    ...(await descriptionMistakes(value, providers, [...mistakes, ...found])),
  ];
}

function pathsOf(mistakes: readonly Mistake[]): ReadonlySet<string> {
  return new Set(mistakes.map(({ path }) => path.join('\n')));
}

/** The providers that the profiles of a file name. */
function usedIn(file: unknown): ReadonlySet<unknown> {
  const { profiles } = file as { readonly profiles?: unknown };
  const all = typeof profiles === 'object' && profiles !== null ? Object.values(profiles) : [];
  return new Set(
    all.map((profile: { readonly provider?: unknown } | undefined) => profile?.provider),
  );
}
