import { errorsPage } from './errors-page.ts';
import { manPage } from './man-page.ts';

/** Documents that follow from the code: the text of each, from the one that is there. */
export const documents: Readonly<Record<string, (before: string) => string>> = {
  'docs/errors.md': errorsPage,
  'man/importwatch.1': manPage,
};
