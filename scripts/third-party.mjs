import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The licenses of the bundled packages, which esbuild lists among its inputs. */
export function thirdPartyLicenses(inputs) {
  const folders = Object.keys(inputs).flatMap(
    (input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0] ?? [],
  );
  const texts = [...new Set(folders)].sort().map((folder) => {
    const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return `${about.name} ${about.version} (${about.license})\n\n${licenseIn(folder)}\n`;
  });
  const rule = `\n${'-'.repeat(80)}\n\n`;
  return `The program includes code of these packages.\n${rule}${texts.join(rule)}`;
}

/** The license file, or what the readme says about the license. */
function licenseIn(folder) {
  const files = readdirSync(folder);
  const file = files.find((name) => /^(licen[cs]e|copying)/i.test(name));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
  const readme = files.find((name) => /^readme/i.test(name));
  const text = readme === undefined ? '' : readFileSync(join(folder, readme), 'utf8');
  const at = text.search(/^#+\s*licen[cs]e/im);
  return at < 0 ? 'Published without the text of its license.' : text.slice(at).trim();
}
