import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The links and pictures of a page in Markdown that lead to no file, or to no heading of a page. */
export function deadLinks(root: string, page: string): readonly string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const links = text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g);
  return [...links]
    .filter(([, to = '', anchor]) => !leads(to === '' ? page : join(dirname(page), to), anchor))
    .map(([link]) => link);

  function leads(file: string, anchor: string | undefined): boolean {
    const path = join(root, file);
    if (!existsSync(path)) return false;
    if (anchor === undefined || !file.endsWith('.md')) return true;
    return anchorsOf(readFileSync(path, 'utf8')).includes(anchor);
  }
}

/** Of the headings, as GitHub makes them. */
function anchorsOf(page: string): readonly string[] {
  const text = page.replace(/^```[\s\S]*?^```$/gm, '');
  return [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
