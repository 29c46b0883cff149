import { ImportwatchError } from '../core/errors.ts';
import { plainText } from '../core/text.ts';
import type { ConfigDocument, Position } from './document.ts';
import { variableName } from './variable-name.ts';

/** Something wrong in a configuration file. */
export interface Mistake {
  /** Keys from the top; of something missing, where it belongs. */
  readonly path: readonly string[];
  /** A sentence whose subject is the path; holds no value that may be secret. */
  readonly message: string;
  /** Where it is, if not where the path leads. */
  readonly position?: Position;
}

/** A configuration and where it comes from. */
export interface ConfigFile {
  /** Absolute. */
  readonly path: string;
  /**
   * `found` by searching, `named` by the person, the person's `own` file, or none at all: given by
   * options and environment.
   */
  readonly origin: 'found' | 'named' | 'own' | 'command line';
  readonly document: ConfigDocument;
}

const shown = 50;

/** The error of all mistakes, one a line: `file:line:column path: what is wrong.` */
export function mistakesError(
  mistakes: readonly { readonly file: ConfigFile; readonly mistake: Mistake }[],
  code: 'config' | 'secret' = 'config',
): ImportwatchError {
  const lines = mistakes
    .slice(0, shown)
    .map(({ file, mistake }) => plainText(describe(file, mistake), 1000));
  if (mistakes.length > shown) lines.push(`… and ${mistakes.length - shown} more.`);
  return new ImportwatchError(code, lines.join('\n'), { hint: hintOf(mistakes[0]?.file) });
}

function describe({ path: file, origin, document }: ConfigFile, mistake: Mistake): string {
  const { path, message } = mistake;
  if (origin === 'command line') return `${commandLineName(path)} ${message}`;
  const position = mistake.position ?? document.position(path);
  const place = position ? `${file}:${position.line}:${position.column}` : file;
  const keys = [...document.root, ...path].join('.');
  return keys === '' ? `${place} ${message}` : `${place} ${keys}: ${message}`;
}

function commandLineName([, provider, key]: readonly string[]): string {
  if (key === undefined) return `--provider ${provider ?? ''}`;
  return key === 'baseUrl' ? `--base-url (or ${variableName(key)})` : variableName(key);
}

function hintOf(file: ConfigFile | undefined): string | undefined {
  return file?.origin === 'command line'
    ? 'With --provider, a setting someName is read from the environment variable IMPORTWATCH_SOME_NAME.'
    : undefined;
}
