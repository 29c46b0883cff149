import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The license of this Node.js and of the libraries in it, or undefined if it was installed without.
 * The archives of nodejs.org have it next to `bin`, and Linux distributions below `share`.
 */
export function nodeLicense(node) {
  const folder = dirname(node);
  const prefix = dirname(folder);
  const shared = ['doc/nodejs', 'licenses/nodejs', 'doc/node', 'licenses/node'];
  const folders = [folder, prefix, ...shared.map((name) => join(prefix, 'share', name))];
  const path = folders.map((each) => join(each, 'LICENSE')).find((each) => existsSync(each));
  return path && readFileSync(path, 'utf8');
}
