import { createJournal } from '../../src/adapters/journal.ts';

// Appends a hundred lines to the journal in the folder of its first argument.
const [folder = '', name = '', fileBytes = '3000', keep = '1000'] = process.argv.slice(2);
const journal = createJournal(folder, { fileBytes: Number(fileBytes), keep: Number(keep) });
for (let line = 0; line < 100; line++) await journal.append(`\n${name}-${line}\n`);
