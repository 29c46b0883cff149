/**
 * What is mutated, and the quick tests that its mutants are put to. The presets are left out: they
 * are data, and every one is held against answers that its service documents.
 */
export const parts = {
  core: {
    mutate: ['src/core/**/*.ts'],
    tests: [
      'test/core/**/!(many-imports).test.ts',
      'test/adapters/authorities.test.ts',
      'test/cli/{connect-profiles,past-imports}.test.ts',
      'test/library/given.test.ts',
      'test/providers/oracle-commerce-session.test.ts',
    ],
  },
  services: {
    mutate: ['src/providers/{elevate,oracle-commerce,rocketchat}{.ts,/**/*.ts}'],
    tests: [
      'test/providers/{settings,fixtures,probe,elevate*,oracle-commerce*,rocketchat*}.test.ts',
    ],
  },
  described: {
    mutate: ['src/providers/http{.ts,/**/*.ts}'],
    tests: [
      'test/providers/{settings,fixtures,http*}.test.ts',
      'test/config/described.test.ts',
      'test/cli/check-answer.test.ts',
    ],
  },
};

export function partOf(name = 'core') {
  return parts[name];
}
