import { anyApiPage } from './any-api-page.ts';
import { errorsPage } from './errors/page.ts';
import { liveViewPictures } from './live-view-pictures.ts';
import { manPage } from './man-page.ts';
import { presetsPage } from './presets-page.ts';
import { commandLinePage } from './reference/command-line-page.ts';
import { configurationPage } from './reference/configuration-page.ts';
import { environmentPage } from './reference/environment-page.ts';
import { exitCodesPage } from './reference/exit-codes-page.ts';
import { servicesPage } from './reference/services-page.ts';

/** The generated documents, by file. Each function turns the current text into the new one. */
export const documents: Readonly<Record<string, (before: string) => string>> = {
  ...liveViewPictures,
  'docs/any-api.md': anyApiPage,
  'docs/errors.md': errorsPage,
  'docs/explanation/services.md': servicesPage,
  'docs/presets.md': presetsPage,
  'docs/reference/command-line.md': commandLinePage,
  'docs/reference/configuration.md': configurationPage,
  'docs/reference/environment.md': environmentPage,
  'docs/reference/exit-codes.md': exitCodesPage,
  'man/importwatch.1': manPage,
};
