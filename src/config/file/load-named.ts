import { basename, extname, resolve } from 'node:path';
import { plainText } from '../../core/text/text.ts';
import { type ConfigDocument, documentOf, parseConfigText } from './document.ts';
import { maxConfigBytes, unusable } from './find.ts';
import type { ConfigFile } from './mistakes-error.ts';
import type { ConfigWorld } from './world.ts';

const moduleExtensions = ['.js', '.mjs', '.cjs', '.ts', '.mts', '.cts'];

/** The file that the user named. A module is executed. */
export async function loadNamed(name: string, world: ConfigWorld): Promise<ConfigFile> {
  const path = resolve(world.cwd, name);
  const document = moduleExtensions.includes(extname(path))
    ? await loadModule(path, world)
    : await parseConfigText(await read(path, world), rootOf(path));
  if (document.value === undefined && document.mistakes.length === 0) {
    throw unusable(path, 'contains no configuration');
  }
  return { path, origin: 'named', document };
}

function read(path: string, world: ConfigWorld): Promise<string> {
  return world.readFile(path, maxConfigBytes).catch((error: Error) => {
    throw unusable(path, error.message);
  });
}

function rootOf(path: string): readonly string[] {
  return basename(path) === 'package.json' ? ['importwatch'] : [];
}

/** The export of a module, converted through JSON so that it is only data. */
async function loadModule(path: string, world: ConfigWorld): Promise<ConfigDocument> {
  try {
    const json = JSON.stringify(await world.importModule(path)) ?? '';
    const { value, mistakes } = await parseConfigText(json);
    return documentOf(
      value,
      mistakes.map(({ path, message }) => ({ path, message })),
    );
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_UNKNOWN_FILE_EXTENSION') {
      throw unusable(
        path,
        `can't be loaded by Node.js ${process.versions.node}, which doesn't support TypeScript. Use Node.js 22.18 or later, .mjs or YAML`,
      );
    }
    throw unusable(path, `can't be loaded: ${plainText(message, 200)}`);
  }
}
