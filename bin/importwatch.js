#!/usr/bin/env node
'use strict';
// The entry point. Every version of Node.js must be able to parse this file, so it uses ECMAScript
// 5 and reports a Node.js that is too old. A failure here never exits with 1, which would mean that
// the service reports a failed import.
var needed = [20, 12];
var version = process.versions.node.split('.').map(Number);

function fail(why, exitCode) {
  process.stderr.write('importwatch: ' + why + '\n');
  process.exitCode = exitCode;
}

if (version[0] < needed[0] || (version[0] === needed[0] && version[1] < needed[1])) {
  fail(
    'Node.js ' + process.versions.node + ' is too old. Use ' + needed.join('.') + ' or later.',
    70,
  );
} else {
  try {
    require('./launch.js');
  } catch (error) {
    if (error.code === 'EMFILE' || error.code === 'ENFILE') {
      fail(
        'Too many open files (' +
          error.code +
          '). Raise the limit, for example with "ulimit -n 1024".',
        6,
      );
    } else {
      fail("Can't start: " + error.message + '. Install importwatch again.', 70);
    }
  }
}
