// Writes src/providers/presets.ts: the list of the files in src/providers/presets.
import { readdirSync, writeFileSync } from 'node:fs';

const names = readdirSync('src/providers/presets')
  .map((file) => file.replace(/\.ts$/, ''))
  .sort();
const variable = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
const imports = names.map((name) => `import ${variable(name)} from './presets/${name}.ts';\n`);
const lines = names.map((name) => `  ${variable(name)},\n`);
writeFileSync(
  'src/providers/presets.ts',
  `// Made by scripts/list-presets.mjs of the files in presets/.
${imports.join('')}
export const presets = [
${lines.join('')}] as const;
`,
);
