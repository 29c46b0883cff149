'use strict';
// Writes V8's compiled code of the program, after it has watched an import of a service in this
// process: node compile.cjs <program> <code>
const { readFileSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const vm = require('node:vm');

const [, , file, code] = process.argv;
const source = readFileSync(file).latin1Slice();
// The same text as in main.cjs: V8 rejects code that was compiled from another text.
const script = new vm.Script(`(function(exports,require,module){${source}\n})`, {
  filename: 'program.cjs',
});
process.once('exit', () => writeFileSync(code, script.createCachedData()));

const answers = ['IN_PROGRESS', 'IN_PROGRESS', 'SUCCESS'];
const service = createServer((_, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ id: 1, status: answers.shift(), type: 'products' }));
});
service.listen(0, '127.0.0.1', () => {
  const address = `http://127.0.0.1:${service.address().port}`;
  const options = ['--provider', 'elevate', '--base-url', address, '--interval', '50ms'];
  process.argv = [process.execPath, file, 'wait', '1', ...options, '--no-history', '--ci', 'none'];
  process.env = { IMPORTWATCH_API_KEY: 'example-key' };
  const program = { exports: {} };
  script.runInThisContext()(program.exports, require, program);
  program.exports.main();
});
