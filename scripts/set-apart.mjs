/** Libraries that only some commands load, by the name of the file that each becomes. */
export const apart = {
  clack: '@clack/prompts',
  jmespath: '@jmespath-community/jmespath',
  ora: 'ora',
  'proxy-agent': 'proxy-agent',
};

/**
 * Leaves them out of the program's file, which V8 need then not look through at each start. Their
 * paths hold from `dist` and, as it is the launcher's `require` that the program gets, from `bin`.
 */
export const setApart = {
  name: 'set apart',
  setup(build) {
    const fileOf = Object.fromEntries(
      Object.entries(apart).map(([file, library]) => [library, `../dist/${file}.cjs`]),
    );
    const filter = new RegExp(`^(${Object.values(apart).join('|')})$`);
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'apart' }));
    build.onLoad({ filter: /.*/, namespace: 'apart' }, ({ path }) => ({
      contents: `module.exports = require('${fileOf[path]}');`,
    }));
    build.onResolve({ filter: /.*/, namespace: 'apart' }, ({ path }) => ({ path, external: true }));
  },
};
