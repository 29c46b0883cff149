/**
 * What to mutate, and the fast tests that run against the mutants. Presets are excluded: they are
 * data, and tests check each of them against answers from its service's documentation.
 */
export const parts = {
  core: {
    mutate: ['src/{core,history}/**/*.ts'],
    tests: [
      'test/core/**/!(many-imports).test.ts',
      'test/history/*.test.ts',
      'test/adapters/http/authorities.test.ts',
      'test/cli/ids/*.test.ts',
      'test/cli/output/origin-words.test.ts',
      'test/cli/failed-records/*.test.ts',
      'test/cli/watching/{connect-profiles,history/with-history}.test.ts',
      'test/config/profile/target.test.ts',
      'test/library/{check-arguments,gates}.test.ts',
      'test/providers/http/{answers,failed-records,http,renewed,second-request,start-ids}.test.ts',
      'test/providers/oracle-commerce/session.test.ts',
      'test/render/{json/json-lines,result/resume,text/formatters}.test.ts',
    ],
  },
  services: {
    mutate: ['src/providers/{elevate,oracle-commerce,rocketchat}/**/*.ts'],
    tests: [
      'test/providers/{settings,fixtures,probe}.test.ts',
      'test/providers/{elevate,oracle-commerce,rocketchat}/**/*.test.ts',
    ],
  },
  described: {
    mutate: ['src/providers/http/**/*.ts'],
    tests: [
      'test/providers/{settings,fixtures}.test.ts',
      'test/providers/http/**/*.test.ts',
      'test/config/profile/described.test.ts',
      'test/cli/commands/check/check-answer.test.ts',
    ],
  },
};

export function partOf(name = 'core') {
  return parts[name];
}
