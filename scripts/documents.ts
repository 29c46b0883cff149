import { anyApiPage } from './any-api-page.ts';
import { errorsPage } from './errors/page.ts';
import { manPage } from './man-page.ts';
import { presetsPage } from './presets-page.ts';

/** Documents that follow from the code: the text of each, from the one that is there. */
export const documents: Readonly<Record<string, (before: string) => string>> = {
  'docs/any-api.md': anyApiPage,
  'docs/errors.md': errorsPage,
  'docs/presets.md': presetsPage,
  'man/importwatch.1': manPage,
};
