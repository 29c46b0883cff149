import { errorsPage } from './errors-page.ts';

/** Documents that follow from the code: the text of each, from the one that is there. */
export const documents: Readonly<Record<string, (before: string) => string>> = {
  'docs/errors.md': errorsPage,
};
