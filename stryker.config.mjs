import { partOf } from './scripts/mutation-parts.mjs';

/** Of one part of the code: `npm run mutation` puts them all to the test. */
export default {
  plugins: ['@stryker-mutator/*', './scripts/ignore-words.mjs'],
  ignorers: ['words'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutation.config.mjs', related: false },
  // TypeScript 7 has not the API that Stryker would rewrite it with.
  tsconfigFile: 'none',
  mutate: partOf(process.env.MUTATION_PART).mutate,
  coverageAnalysis: 'perTest',
  concurrency: 2,
  reporters: ['clear-text', 'html', 'json', 'progress-append-only'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: `reports/mutation/${process.env.MUTATION_PART}.html` },
  jsonReporter: { fileName: `reports/mutation/${process.env.MUTATION_PART}.json` },
};
