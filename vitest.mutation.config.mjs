import { defineConfig } from 'vitest/config';
import { partOf } from './scripts/mutation-parts.mjs';

export default defineConfig({
  test: {
    include: partOf(process.env.MUTATION_PART).tests,
    pool: 'threads',
    isolate: false,
  },
});
