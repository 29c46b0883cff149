'use strict';
// What the single file runs: the program, with the code that V8 made of it when the file was built.
const { getRawAsset } = require('node:sea');
const vm = require('node:vm');

const source = Buffer.from(getRawAsset('program')).latin1Slice();
const script = new vm.Script(`(function(exports,require,module){${source}\n})`, {
  filename: 'program.cjs',
  cachedData: Buffer.from(getRawAsset('code')),
  // For a configuration that is a module: --config ./importwatch.config.mjs
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
const program = { exports: {} };
script.runInThisContext()(program.exports, require, program);
program.exports.main();
