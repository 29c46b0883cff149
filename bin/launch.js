'use strict';
// Starts the program. V8 keeps the compiled code in a folder of the user, so that the next start is
// faster. If anything is wrong with that folder, the program starts without it.
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const built = path.join(__dirname, '..', 'dist');
const file = path.join(built, 'program.cjs');

/** Prints the help or version that the build has written to a file. Returns whether that was all. */
function printPrebuilt(words) {
  if (words.length !== 1 || !/^(-h|--help|help|-V|--version)$/.test(words[0])) return false;
  try {
    const text = fs.readFileSync(
      path.join(built, /v/i.test(words[0]) ? 'version.txt' : 'help.txt'),
    );
    return fs.writeSync(1, text) === text.length;
  } catch {
    // The program reports what is wrong with stdout.
    return false;
  }
}

/** The folder for compiled code, or undefined if no folder is writable for this user only. */
function cacheFolder() {
  const base =
    process.env.XDG_CACHE_HOME || (process.env.HOME && path.join(process.env.HOME, '.cache'));
  if (!base || !path.isAbsolute(base) || !process.getuid) return undefined;
  const folder = path.join(base, 'importwatch');
  // Not recursive: without a parent that can be created, as in /proc, Node would retry forever.
  for (const made of [base, folder]) if (!fs.existsSync(made)) fs.mkdirSync(made, { mode: 0o700 });
  const { uid, mode } = fs.lstatSync(folder);
  return uid === process.getuid() && (mode & 0o077) === 0 ? folder : undefined;
}

/**
 * Reads the compiled code from a file that only this user can read or write. The file holds the
 * source followed by two copies of the code. V8 would otherwise accept the code of another source
 * of the same length, and it crashes on damaged code.
 */
function readCode(cache, source) {
  let opened;
  try {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = fs.constants;
    opened = fs.openSync(cache, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    // Checks the open file, because in a shared folder its name may lead to another file by now.
    const found = fs.fstatSync(opened);
    const isOwn = found.isFile() && found.uid === process.getuid() && (found.mode & 0o077) === 0;
    if (!isOwn || !continuesWith(opened, source)) return undefined;
    const code = Buffer.allocUnsafeSlow((found.size - source.length) / 2);
    fs.readSync(opened, code);
    return continuesWith(opened, code) ? code : undefined;
  } catch {
    return undefined;
  } finally {
    if (opened !== undefined) fs.closeSync(opened);
  }
}

/**
 * Whether these bytes come next in an open file. Reads in pieces, which is faster than allocating
 * memory for all of it.
 */
function continuesWith(opened, bytes) {
  const piece = Buffer.allocUnsafeSlow(64 * 1024);
  for (let at = 0; at < bytes.length; at += piece.length) {
    const expected = bytes.subarray(at, at + piece.length);
    const length = fs.readSync(opened, piece, 0, expected.length);
    if (!expected.equals(piece.subarray(0, length))) return false;
  }
  return bytes.length > 0;
}

function writeCode(cache, source, code) {
  const fresh = `${cache}.${process.pid}`;
  try {
    fs.writeFileSync(fresh, Buffer.concat([source, code, code]), { mode: 0o600, flag: 'wx' });
    fs.renameSync(fresh, cache);
    deleteOld(path.dirname(cache));
  } catch {
    fs.rmSync(fresh, { force: true });
  }
}

/** Deletes code of other versions of the program or of Node. */
function deleteOld(folder) {
  for (const name of fs.readdirSync(folder)) {
    const left = path.join(folder, name);
    const ageMs = Date.now() - fs.statSync(left).mtimeMs;
    if (name.includes('.code') && ageMs > 30 * 24 * 3600 * 1000) fs.unlinkSync(left);
  }
}

function cacheFile(source) {
  try {
    const folder = cacheFolder();
    return folder && path.join(folder, `${process.version}-${process.arch}-${source.length}.code`);
  } catch {
    return undefined;
  }
}

/** For the program, in whose compiled code `import()` doesn't work. */
const importUrl = (url) => import(url);

/** With -v, stack traces show source lines. Only Node's own loader reads the source map. */
function startTraceably() {
  process.setSourceMapsEnabled(true);
  require(file).main(importUrl);
}

function start() {
  const source = fs.readFileSync(file);
  const cache = cacheFile(source);
  const cachedData = cache && readCode(cache, source);
  const script = new vm.Script(`(function(exports,require,module){${source.latin1Slice()}\n})`, {
    filename: file,
    cachedData,
  });
  // V8 keeps the functions that have run. These commands run most of those that later starts need,
  // unless they stop at a mistake.
  const isTypical = ['status', 'wait', 'demo'].includes(words[0]);
  if (isTypical && cache && (!cachedData || script.cachedDataRejected)) {
    process.once('exit', (exitCode) => {
      if (exitCode !== 2) writeCode(cache, source, script.createCachedData());
    });
  }
  const program = { exports: {} };
  script.runInThisContext()(program.exports, require, program);
  program.exports.main(importUrl);
}

const words = process.argv.slice(2);
/** Without the command that `run` starts, which may have a -v of its own. */
const ownWords = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;

function run() {
  if (printPrebuilt(words)) return;
  if (ownWords.includes('-v') || ownWords.includes('--verbose')) startTraceably();
  else start();
}

if (fs.existsSync(file)) {
  run();
} else {
  process.stderr.write("importwatch isn't built yet. Run npm ci in its folder.\n");
  process.exitCode = 70;
}
