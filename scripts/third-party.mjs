import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licenses of the bundled packages, which esbuild lists among its inputs. A text that several
 * packages share appears once, below the names and the copyright lines of all of them.
 */
export function thirdPartyLicenses(inputs) {
  const folders = Object.keys(inputs).flatMap(
    (input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? [],
  );
  const texts = new Map();
  for (const folder of [...new Set(folders)].sort()) {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json')));
    const { copyright, terms } = parts(licenseIn(folder));
    const key = terms.replace(/\s+/g, ' ');
    const { packages = [] } = texts.get(key) ?? {};
    packages.push([`${name} ${version} (${license})`, ...copyright].join('\n  '));
    texts.set(key, { packages, terms });
  }
  const blocks = [...texts.values()].map(
    ({ packages, terms }) => `${packages.join('\n')}\n\n${terms}\n`,
  );
  const rule = `\n${'-'.repeat(80)}\n\n`;
  return `importwatch includes code of these packages. The source of each is on npm.\n${rule}${blocks.join(rule)}`;
}

/** Splits the copyright lines at the top, which differ between packages, from the terms. */
function parts(text) {
  const lines = text.split('\n').map((line) => line.trim());
  const isCopyright = (line, index) => index < 5 && /^copyright\b/i.test(line);
  const terms = lines
    .filter(
      (line, index) =>
        !isCopyright(line, index) && !/^\W*(the )?mit license\W*(mit\W*)?$/i.test(line),
    )
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { copyright: lines.filter(isCopyright), terms };
}

/** The license file, or the license section of the readme. */
function licenseIn(folder) {
  const files = readdirSync(folder);
  const file = files.find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
  const readme = files.find((name) => /^readme/i.test(name));
  const text = readme === undefined ? '' : readFileSync(join(folder, readme), 'utf8');
  const at = text.search(/^#+\s*licen[cs]e/im);
  return at < 0 ? 'Published without the text of its license.' : text.slice(at).trim();
}
