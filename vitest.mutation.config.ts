import { defineConfig } from 'vitest/config';

/** What mutants of src/core and src/providers are put to. */
export default defineConfig({
  test: {
    include: ['test/core/**/*.test.ts', 'test/providers/**/*.test.ts'],
    pool: 'threads',
    isolate: false,
  },
});
