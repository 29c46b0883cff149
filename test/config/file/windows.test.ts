import { posix, win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldersUpward } from '../../../src/config/file/find.ts';
import { pathFrom } from '../../../src/config/secrets/secret.ts';

describe('the folders that are searched', () => {
  it('end at the home, however Windows writes it', () => {
    const folders = foldersUpward('c:\\users\\Me\\work\\shop', 'C:\\Users\\me', win32);
    expect(folders).toEqual(['c:\\users\\Me\\work\\shop', 'c:\\users\\Me\\work', 'c:\\users\\Me']);
  });

  it('end at the root of a drive or a share', () => {
    expect(foldersUpward('D:\\work', 'C:\\Users\\me', win32)).toEqual(['D:\\work', 'D:\\']);
    const share = foldersUpward('\\\\server\\share\\work', 'C:\\Users\\me', win32);
    expect(share).toEqual(['\\\\server\\share\\work', '\\\\server\\share\\']);
  });

  it('differ by case elsewhere', () => {
    expect(foldersUpward('/Home/me', '/home/me', posix)).toEqual(['/Home/me', '/Home', '/']);
  });
});

describe('a path in a configuration', () => {
  const home = 'C:\\Users\\me';
  const named = { origin: 'command line', path: '' } as const;
  const from = (path: string) => pathFrom(path, named, { cwd: 'D:\\work', home }, win32);

  it.each([
    ['~/keys/x', 'C:\\Users\\me\\keys\\x'],
    ['~\\keys\\x', 'C:\\Users\\me\\keys\\x'],
    ['keys/x', 'D:\\work\\keys\\x'],
    ['..\\x', 'D:\\x'],
    ['E:\\x', 'E:\\x'],
  ])('%s is %s on Windows', (written, meant) => {
    expect(from(written)).toBe(meant);
  });
});
