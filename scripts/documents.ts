import { anyApiPage } from './any-api-page.ts';
import { errorsPage } from './errors/page.ts';
import { manPage } from './man-page.ts';
import { presetsPage } from './presets-page.ts';

/** The generated documents, by file: each function gets the present text and returns the new one. */
export const documents: Readonly<Record<string, (before: string) => string>> = {
  'docs/any-api.md': anyApiPage,
  'docs/errors.md': errorsPage,
  'docs/presets.md': presetsPage,
  'man/importwatch.1': manPage,
};
