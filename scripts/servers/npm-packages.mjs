import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder in which servers from npm are installed. */
export const packages = process.env.SERVER_PACKAGES ?? '';

/** How to install what isn't there. */
export function missingOf(...names) {
  const lacking = names.some((name) => !existsSync(join(packages, 'node_modules', name)));
  if (packages !== '' && !lacking) return undefined;
  return `npm install --prefix <folder> ${names.join(' ')}, and SERVER_PACKAGES=<folder>`;
}

/** How to import a package that is installed there: a program there needs no packages of its own. */
export function requiring() {
  const from = JSON.stringify(join(packages, 'package.json'));
  return `const need = (await import('node:module')).createRequire(${from});`;
}
