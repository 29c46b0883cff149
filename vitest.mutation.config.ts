import { defineConfig } from 'vitest/config';

/** The quick tests of src/core and src/providers: what their mutants are put to. */
export default defineConfig({
  test: {
    include: [
      'test/core/**/*.test.ts',
      'test/providers/**/*.test.ts',
      'test/cli/connect-profiles.test.ts',
    ],
    pool: 'threads',
    isolate: false,
  },
});
