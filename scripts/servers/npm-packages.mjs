import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder in which servers from npm are installed. */
export const packages = process.env.SERVER_PACKAGES ?? '';

/** How to install the missing packages, or `undefined` if all are there. */
export function missingOf(...names) {
  const lacking = names.some((name) => !existsSync(join(packages, 'node_modules', name)));
  if (packages !== '' && !lacking) return undefined;
  return `npm install --prefix <folder> ${names.join(' ')}, and SERVER_PACKAGES=<folder>`;
}

/** Code that defines `need`, which imports a package installed there. */
export function requiring() {
  const from = JSON.stringify(join(packages, 'package.json'));
  return `const need = (await import('node:module')).createRequire(${from});`;
}
