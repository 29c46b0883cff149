// Deletes the declarations in dist/types that aren't part of the library's public types, and indents
// the rest with tabs, because the package has a size limit.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { slimPresets } from './slim-presets.mjs';

const folder = join('dist', 'types');
const needed = new Set();
const open = [join(folder, 'index.d.ts')];
for (let file = open.pop(); file !== undefined; file = open.pop()) {
  if (needed.has(file)) continue;
  needed.add(file);
  open.push(...importsOf(file));
}
const providers = join(folder, 'providers', 'index.d.ts');
writeFileSync(providers, withoutTexts(readFileSync(providers, 'utf8')));
const presets = join(folder, 'providers', 'presets', 'index.d.ts');
writeFileSync(presets, slimPresets(readFileSync(presets, 'utf8')));
for (const file of readdirSync(folder, { recursive: true })) {
  const path = join(folder, file);
  if (!path.endsWith('.d.ts')) continue;
  if (needed.has(path)) writeFileSync(path, withTabs(readFileSync(path, 'utf8')));
  else rmSync(path);
}

function importsOf(file) {
  const names = readFileSync(file, 'utf8').matchAll(
    /(?:from|import\()\s*["'](\.[^"']+)\.[jt]s["']/g,
  );
  return [...names].map(([, name]) => join(dirname(file), `${name}.d.ts`));
}

/** No type depends on what people read of a built-in provider. */
function withoutTexts(text) {
  return text.replace(/(?<=readonly (?:describe|example): )(?:'.*'|".*")(?=;$)/gm, 'string');
}

function withTabs(text) {
  return text.replace(/^(?: {4})+/gm, (indent) => '\t'.repeat(indent.length / 4));
}
