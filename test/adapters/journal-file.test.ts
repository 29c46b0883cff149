import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createJournalFile } from '../../src/adapters/side-output/journal-file.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'importwatch-journal-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('entries appended at the same time are all kept, in order, while the file is trimmed', async () => {
  const path = join(folder, 'past.ndjson');
  const lines = Array.from({ length: 400 }, (_, at) => `${String(at).padStart(9, '0')}\n`);
  const journal = createJournalFile(path, 2000);
  await Promise.all(lines.map((line) => journal.append(line)));
  const kept = readFileSync(path, 'utf8');
  expect(kept.length).toBeLessThanOrEqual(2000);
  expect(lines.join('').endsWith(kept)).toBe(true);
  expect(await journal.read()).toBe(kept);
});
