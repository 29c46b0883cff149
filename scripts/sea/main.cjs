'use strict';
// The entry of the single-file binary: runs the program with the code V8 compiled at build time.
const { getRawAsset } = require('node:sea');
const vm = require('node:vm');

const source = Buffer.from(getRawAsset('program')).latin1Slice();
const script = new vm.Script(`(function(exports,require,module){${source}\n})`, {
  filename: 'program.cjs',
  cachedData: Buffer.from(getRawAsset('code')),
});
// For a configuration file that is a module: --config ./importwatch.config.mjs. `import()` doesn't
// work in compiled code.
const importUrl = new vm.Script('(url) => import(url)', {
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
}).runInThisContext();
const program = { exports: {} };
script.runInThisContext()(program.exports, require, program);
program.exports.main(importUrl);
