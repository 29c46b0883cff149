// Writes the documents generated from the code. A test checks that they are up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { documents } from './documents.ts';

for (const [file, write] of Object.entries(documents)) {
  writeFileSync(file, write(readFileSync(file, 'utf8')));
}
