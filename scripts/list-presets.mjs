// Writes src/providers/presets/index.ts: the list of the other files in its folder.
import { readdirSync, writeFileSync } from 'node:fs';

const names = readdirSync('src/providers/presets')
  .filter((file) => file !== 'index.ts')
  .map((file) => file.replace(/\.ts$/, ''))
  .sort();
const variable = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const key = (name) => (name.includes('-') ? `'${name}': ${variable(name)}` : name);
const imports = names.map((name) => `import ${variable(name)} from './${name}.ts';\n`);
const lines = names.map((name) => `  ${key(name)},\n`);
writeFileSync(
  'src/providers/presets/index.ts',
  `// Made by scripts/list-presets.mjs of the other files in this folder.
${imports.join('')}
/** By name. Calling one makes it. */
export const presets = {
${lines.join('')}} as const;
`,
);
