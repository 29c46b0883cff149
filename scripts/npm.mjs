import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { env, execPath, platform } from 'node:process';

/**
 * How to run npm without a shell: a program and its arguments, in the form that execFileSync
 * expects. On Windows npm is a batch file, which only a shell can run, so Node.js runs its script
 * directly.
 */
export function npm(args, node = execPath) {
  const beside = join(dirname(execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  const script = env.npm_execpath ?? (platform === 'win32' ? beside : undefined);
  return script === undefined ? ['npm', args] : [node, [script, ...args]];
}

/** The same for the command of a package in node_modules. */
export function command(name, args, from = name) {
  const folder = join('node_modules', from);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [execPath, [join(folder, typeof bin === 'string' ? bin : bin[name]), ...args]];
}
