import { createJournal } from '../../src/adapters/journal.ts';

// Appends a hundred lines to the journal in the folder of its first argument.
const [folder = '', name = ''] = process.argv.slice(2);
const journal = createJournal(folder, { fileBytes: 3000, keep: 1000 });
for (let line = 0; line < 100; line++) await journal.append(`\n${name}-${line}\n`);
