import { ImportwatchError } from '../../core/model/errors.ts';
import { plainText } from '../../core/text/text.ts';
import type { ConfigDocument } from './document.ts';
import type { Mistake, Position } from './mistake.ts';
import { isUnknownKey, sentenceAbout, underlined } from './mistake.ts';
import { variableName } from './names.ts';

/** A configuration and where it comes from. */
export interface ConfigFile {
  /** Absolute path, or `command line` or `environment` if there is no file. */
  readonly path: string;
  /**
   * `found` by searching, `named` by the user, the user's `own` file, or no file at all: given by
   * options and environment, by the `environment` alone, or by a `program`.
   */
  readonly origin: 'found' | 'named' | 'own' | 'command line' | 'environment' | 'program';
  readonly document: ConfigDocument;
  /** Not written yet: there are no lines to look at. */
  readonly draft?: boolean;
}

const shown = 50;

/** One error for all mistakes in a file, one per line: `file:line:column: path is wrong.` */
export function mistakesError(
  file: ConfigFile,
  mistakes: readonly Mistake[],
  code: 'config' | 'secret' = 'config',
): ImportwatchError {
  const lines = mistakes
    .map((mistake) => ({ mistake, at: mistake.position ?? file.document.position(mistake.path) }))
    .sort(({ at: a }, { at: b }) => (a && b ? a.line - b.line || a.column - b.column : 0))
    .map(({ mistake, at }) =>
      [plainText(describe(file, mistake, at), 1000), ...underlined(mistake.excerpt)].join('\n'),
    );
  const rest = lines.splice(shown).length;
  if (rest > 0) lines.push(`… and ${rest} more errors.`);
  return new ImportwatchError(code, lines.join('\n'), {
    hint: hints[file.origin],
  });
}

const hints: Partial<Record<ConfigFile['origin'], string>> = {
  environment:
    'With IMPORTWATCH_PROVIDER, all settings come from the environment, for example apiKey from IMPORTWATCH_API_KEY. To use the profiles in your files, unset IMPORTWATCH_PROVIDER.',
};

/** Whether a configuration is in no file, so that it has no folder. */
export function isInNoFile({ origin }: Pick<ConfigFile, 'origin'>): boolean {
  return ['command line', 'environment', 'program'].includes(origin);
}

function describe(file: ConfigFile, { path, message }: Mistake, at: Position | undefined): string {
  const setting = path.slice(2).join('.');
  if (file.origin === 'command line' || file.origin === 'environment') {
    const name = nameOutsideFiles(path, file);
    const unset = /^is missing( \(.*\))?\.$/.exec(message);
    if (unset === null) return sentenceAbout(name, message);
    const [, what = ''] = unset;
    return name.startsWith('IMPORTWATCH_')
      ? `The environment variable ${name}${what} isn't set.`
      : `${name} is missing.`;
  }
  if (file.origin === 'program') return `${file.path}: ${sentenceAbout(setting, message)}`;
  if (file.draft) return sentenceAbout(setting, message);
  const place = at ? `${file.path}:${at.line}:${at.column}` : file.path;
  const keys = [...file.document.root, ...path].join('.');
  const isWhole = /^[A-Z]/.test(message) && !isUnknownKey({ message });
  if (!at && !isWhole && keys === '') return `${place} ${message}`;
  return `${place}: ${isWhole ? message : sentenceAbout(keys || 'The file', message)}`;
}

/** What messages call a setting: its key, or where it comes from if there is no file. */
export function settingName(key: string, { origin }: Pick<ConfigFile, 'origin'>): string {
  if (origin !== 'command line' && origin !== 'environment') return key;
  const isOption = origin === 'command line' && key === 'baseUrl';
  return isOption ? `--base-url (or ${variableName(key)})` : variableName(key);
}

function nameOutsideFiles([, provider = '', key]: readonly string[], file: ConfigFile): string {
  if (key !== undefined) return settingName(key, file);
  return file.origin === 'environment'
    ? `IMPORTWATCH_PROVIDER=${provider}`
    : `--provider ${provider}`;
}
