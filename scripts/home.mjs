import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const isAddress = (text) =>
  typeof text === 'string' && /^https:\/\/(?!example\.)[^/]+\/./.test(text);

/**
 * What package.json lacks for a publication: the source, the place to report bugs, and the
 * documentation. npm shows the source as the origin of the package.
 */
export function missingHome({ repository, bugs, homepage }) {
  const addresses = {
    repository: repository?.url?.replace(/^git\+/, ''),
    bugs: bugs?.url,
    homepage,
  };
  return Object.keys(addresses).filter((key) => !isAddress(addresses[key]));
}

/** The versions of the image in the examples and on their page. */
export function imageVersions() {
  const folder = join('examples', 'kubernetes');
  const files = readdirSync(folder).map((name) => join(folder, name));
  return [...files, join('docs', 'how-to', 'kubernetes.md')].flatMap((file) => {
    const found = readFileSync(file, 'utf8').matchAll(/\/importwatch:([\w.-]+)/g);
    return [...found].map(([, version]) => version);
  });
}
