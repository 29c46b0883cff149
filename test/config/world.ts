import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ConfigWorld } from '../../src/config/file/world.ts';

/** A folder of its own for one test, with a home and a project in it. */
export interface Playground extends Disposable {
  readonly root: string;
  readonly home: string;
  readonly project: string;
  /** Writes a file below the root and gives its path. */
  write(path: string, content: string): string;
  /** A world whose working directory is the project. */
  world(parts?: Partial<ConfigWorld>): ConfigWorld;
}

export function playground(): Playground {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'importwatch-')));
  const [home, project] = [join(root, 'home'), join(root, 'home', 'work', 'project')];
  mkdirSync(project, { recursive: true });
  return {
    root,
    home,
    project,
    write(path, content) {
      const file = join(root, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    world: (parts) => world({ cwd: project, home, readFile: readText, ...parts }),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** A world in which there is nothing but what is given. */
export function world(parts: Partial<ConfigWorld> = {}): ConfigWorld {
  return {
    env: {},
    cwd: '/project',
    home: '/home/someone',
    readFile: () => Promise.reject(new Error("doesn't exist")),
    run: () => Promise.reject(new Error('exited with code 127')),
    importModule: () => Promise.reject(new Error('nothing is executed here')),
    ...parts,
  };
}

const readText: ConfigWorld['readFile'] = (path) =>
  readFile(path, 'utf8').catch(() => Promise.reject(new Error("doesn't exist")));
