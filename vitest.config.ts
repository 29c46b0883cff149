import { defineConfig } from 'vitest/config';

/** Generated input, whole waits against real servers, pseudo-terminals, thousands of imports. */
const slow = [
  'test/action.test.ts',
  'test/adapters/terminal/exits.test.ts',
  'test/core/watch/{many-imports,rate-limited}.test.ts',
  'test/demo/**/*.test.ts',
  'test/faults/**/*.test.ts',
  'test/library/watch-imports.test.ts',
  'test/properties/**/*.test.ts',
  'test/providers/http/many.test.ts',
  'test/providers/presets.test.ts',
  'test/providers/recorded-presets.test.ts',
  'test/screens/**/*.test.ts',
];

/** Open named pipes by their descriptors, of which a thread of its own would lose count. */
const pipes = [
  // Sets the time zone, which only a process of its own can.
  'test/config/schema/clock-time.test.ts',
  'test/adapters/files.test.ts',
  'test/adapters/side-output.test.ts',
  'test/config/file/find.test.ts',
];

const together = {
  pool: 'threads',
  isolate: false,
  maxConcurrency: 20,
  maxWorkers: '100%',
  // For what hangs: how fast the machine is decides no test.
  testTimeout: 60_000,
} as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...together,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/program/**', ...slow, ...pipes],
        },
      },
      { test: { ...together, name: 'slow', include: slow } },
      {
        test: {
          name: 'program',
          include: ['test/program/**/*.test.ts', ...pipes],
          pool: 'forks',
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
        },
      },
    ],
  },
});
