#!/usr/bin/env node
'use strict';
// Starts the program. V8 keeps what it compiled of it in a folder of the user's own, so that the
// next start need not compile again; whatever is wrong with that folder, the program starts.
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const file = path.join(__dirname, '..', 'dist', 'program.cjs');

/** Where the code is kept; undefined where there is no place that only this user can write to. */
function cacheFolder() {
  const base =
    process.env.XDG_CACHE_HOME || (process.env.HOME && path.join(process.env.HOME, '.cache'));
  if (!base || !path.isAbsolute(base) || !process.getuid) return undefined;
  const folder = path.join(base, 'importwatch');
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = fs.lstatSync(folder);
  return uid === process.getuid() && (mode & 0o077) === 0 ? folder : undefined;
}

/** Twice the same bytes, one after the other: V8 does not survive code that was spoiled. */
function readCode(cache) {
  try {
    const both = fs.readFileSync(cache);
    const half = both.length / 2;
    return both.subarray(0, half).equals(both.subarray(half)) ? both.subarray(0, half) : undefined;
  } catch {
    return undefined;
  }
}

function writeCode(cache, code) {
  try {
    const fresh = `${cache}.${process.pid}`;
    fs.writeFileSync(fresh, Buffer.concat([code, code]), { mode: 0o600, flag: 'wx' });
    fs.renameSync(fresh, cache);
    forgetOld(path.dirname(cache));
  } catch {}
}

/** What other versions of the program or of Node left behind. */
function forgetOld(folder) {
  for (const name of fs.readdirSync(folder)) {
    const left = path.join(folder, name);
    const ageMs = Date.now() - fs.statSync(left).mtimeMs;
    if (name.includes('.code') && ageMs > 30 * 24 * 3600 * 1000) fs.unlinkSync(left);
  }
}

function cacheFile() {
  try {
    const folder = cacheFolder();
    const { mtimeMs, size } = fs.statSync(file);
    const key = [process.version, process.arch, size, Math.round(mtimeMs)].join('-');
    return folder && path.join(folder, `${key}.code`);
  } catch {
    return undefined;
  }
}

/** With -v, traces name the lines of the source: only Node's own loader reads its map. */
function startTraceably() {
  process.setSourceMapsEnabled(true);
  require(file).main();
}

function start() {
  const source = fs.readFileSync(file, 'latin1');
  const cache = cacheFile();
  const cachedData = cache && readCode(cache);
  const script = new vm.Script(`(function(exports,require,module){${source}\n})`, {
    filename: file,
    cachedData,
    importModuleDynamically: vm.constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (cache && (!cachedData || script.cachedDataRejected)) {
    process.once('exit', () => writeCode(cache, script.createCachedData()));
  }
  const program = { exports: {} };
  script.runInThisContext()(program.exports, require, program);
  program.exports.main();
}

if (fs.existsSync(file)) {
  const verbose = process.argv.includes('-v') || process.argv.includes('--verbose');
  if (verbose) startTraceably();
  else start();
} else {
  process.stderr.write('importwatch is not built yet: run "npm ci" in its folder.\n');
  process.exitCode = 70;
}
