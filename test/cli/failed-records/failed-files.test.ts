import { describe, expect, it } from 'vitest';
import { failedFiles } from '../../../src/cli/failed-records/failed-files.ts';

const import_ = (profile: string, id: string | undefined, failedTo?: string) => ({
  target: { profile, provider: 'http', ...(id !== undefined && { id }) },
  ...(failedTo !== undefined && { failedTo }),
});

describe('the files for failed records', () => {
  it('are named after the imports', () => {
    const name = 'out/{profile}-{id}.csv';
    expect(
      failedFiles([import_('a', '1', name), import_('b', '1', name), import_('c', '1')]),
    ).toEqual(['out/a-1.csv', 'out/b-1.csv', undefined]);
  });

  it('lead to no other folder, and differ if the ids do', () => {
    const ids = ['../x', '..%2Fx', 'a/b', 'a_b', 'gid://s/B/1', '.hidden', 'a*b'];
    const files = failedFiles(ids.map((id) => import_('a', id, '{id}')));
    expect(new Set(files).size).toBe(ids.length);
    expect(files.join('')).not.toMatch(/[/*]/);
    expect(files).toContain('%2Ehidden');
  });

  it('can have any name for a single import', () => {
    expect(failedFiles([import_('a', undefined, 'f.csv')])).toEqual(['f.csv']);
  });

  it.each([
    [[import_('a', '1', 'f'), import_('a', '2', 'f')], 'failed-{id}.csv'],
    [[import_('a', '1', '{id}'), import_('b', '1', '{id}')], 'failed-{profile}-{id}.csv'],
  ])('are never shared by two imports', (imports, hint) => {
    expect(() => failedFiles(imports)).toThrow(
      expect.objectContaining({ code: 'usage', hint: expect.stringContaining(hint) }),
    );
  });
});
