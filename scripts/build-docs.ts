// Writes the documents that follow from the code, which a test compares with it.
import { readFileSync, writeFileSync } from 'node:fs';
import { documents } from './documents.ts';

for (const [file, write] of Object.entries(documents)) {
  writeFileSync(file, write(readFileSync(file, 'utf8')));
}
