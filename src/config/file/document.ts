import type { Mistake, Position } from './mistake.ts';
import { parseYaml } from './parse-yaml.ts';
import { plainData } from './plain-data.ts';

/** The text of a configuration file as plain data, with the position of each part. */
export interface ConfigDocument {
  /** See `plainData`. Undefined if the text is empty or invalid YAML. */
  readonly value: unknown;
  readonly mistakes: readonly Mistake[];
  /** Keys above `value` in its file: `importwatch` in a package.json. */
  readonly root: readonly string[];
  /** The position of a path, or of its nearest existing part. */
  position(path: readonly string[]): Position | undefined;
}

/** Parses YAML or JSON. Never throws because of the text, and takes a fraction of a second. */
export async function parseConfigText(
  text: string,
  root: readonly string[] = [],
): Promise<ConfigDocument> {
  return parseWith(await import('yaml'), text, root);
}

/** The same, for who cannot wait for the library. */
export function parseWith(
  yaml: typeof import('yaml'),
  text: string,
  root: readonly string[] = [],
): ConfigDocument {
  const lines = new yaml.LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const parsed = parseYaml(yaml, text, lines);
  if ('problem' in parsed) {
    const { problem, offset } = parsed;
    const position = offset === undefined ? undefined : at(offset);
    const mistake = { path: [], message: problem, ...(position && { position }) };
    return { value: undefined, mistakes: [mistake], root, position: () => undefined };
  }
  const { value, problems, offsetOf } = plainData(yaml, parsed.node, root);
  return {
    value,
    mistakes: problems.map(({ offset, path, message }) => ({
      path,
      message,
      position: at(offset),
    })),
    root,
    position: (path) => at(offsetOf(path)),
  };
}

/** A configuration without text: from a module, or from options and environment. */
export function documentOf(value: unknown, mistakes: readonly Mistake[] = []): ConfigDocument {
  return { value, mistakes, root: [], position: () => undefined };
}
