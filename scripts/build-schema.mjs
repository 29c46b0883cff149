// Writes schema/*.schema.json. A test checks that they are up to date.
import { writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['scripts/schemas.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  write: false,
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { schemas, schemaText } = await import(`data:text/javascript;base64,${code}`);
for (const [file, schema] of Object.entries(schemas)) writeFileSync(file, schemaText(schema));
