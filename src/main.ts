import { homedir } from 'node:os';
import { isatty } from 'node:tty';
import { pathToFileURL } from 'node:url';
import { systemClock } from './adapters/clock.ts';
import { runCommand } from './adapters/commands/run-command.ts';
import { catchCrashes } from './adapters/crashes.ts';
import {
  appendTextFile,
  fileMode,
  isFolder,
  readTextFile,
  replaceTextFile,
  writeTextFile,
} from './adapters/files.ts';
import { proxySecrets } from './adapters/http/proxy-variables.ts';
import { readInput } from './adapters/input.ts';
import { createOutput, haveOnePlace } from './adapters/output.ts';
import { stopOnSignals } from './adapters/signals.ts';
import { hasTaskbar } from './adapters/terminal/taskbar.ts';
import { tooManyFiles } from './adapters/too-many-files.ts';
import { createWriteQueue } from './adapters/write-queue.ts';
import { failureText, runProgram, tellsOutcome } from './cli/program.ts';
import type { World } from './cli/world.ts';
import { exitCodeOf } from './core/model/errors.ts';
import { exitCodes } from './core/model/outcome.ts';
import { createSanitizer } from './core/model/sanitize.ts';
import { Stop } from './core/ports/abort.ts';
import { createRedactor } from './core/text/redact.ts';

/** The version of the package, set by the build. */
declare const __VERSION__: string;

/**
 * Does what `import()` does. The launcher provides it, because `import()` doesn't work in code that
 * V8 has compiled before.
 */
type ImportUrl = (url: string) => Promise<{ readonly default?: unknown }>;

/** Runs the command line of this process and ends it with the exit code. */
export async function main(importUrl: ImportUrl): Promise<never> {
  const { argv, env, platform } = process;
  const redactor = createRedactor();
  const sanitizer = createSanitizer(redactor);
  for (const secret of proxySecrets(env)) redactor.add(secret);
  const queue = createWriteQueue();
  const stderr = createOutput(process.stderr, redactor, { queue });
  let isOutputLost = false;
  const stdout = createOutput(process.stdout, redactor, {
    queue: haveOnePlace() ? queue : createWriteQueue(),
    onBroken: (reason) => {
      isOutputLost = true;
      stderr.write(`importwatch: Can't write to stdout (${reason}).\n`);
    },
  });
  const version = __VERSION__;
  const hasTerminal = [0, 1, 2].some((fd) => isatty(fd));
  let stopView = () => {};
  const fail = (thrown: unknown): number => {
    try {
      stopView();
      const error = tooManyFiles(thrown) ?? thrown;
      const verbose = argv.includes('-v') || argv.includes('--verbose');
      if (!(error instanceof Stop))
        stderr.write(failureText(sanitizer.error(error), verbose, stderr.columns));
      return exitCodeOf(error);
    } catch {
      process.stderr.write("importwatch: Internal error that can't be shown.\n");
      return exitCodes.bug;
    }
  };
  const world: World = {
    version,
    platform,
    env,
    clock: systemClock,
    random: Math.random,
    stdout,
    stderr,
    // Opening the stream to check it would take longer.
    stdin: { isTerminal: isatty(0) },
    redactor,
    stop: stopOnSignals(process, { clock: systemClock, atOnce: () => stopView(), hasTerminal }),
    untilCrash: catchCrashes((error) => process.exit(fail(error))),
    config: {
      env,
      cwd: currentFolder(env),
      home: homeFolder(env),
      readFile: readTextFile,
      mode: fileMode,
      run: runCommand,
      importModule: async (path) => (await importUrl(pathToFileURL(path).href)).default,
    },
    readInput(prompt) {
      if (world.stdin.isTerminal) stderr.write(`${prompt}\n`);
      return readInput(process.stdin);
    },
    async startCommand(command) {
      const { startCommand } = await import('./adapters/commands/start-command.ts');
      const onErrors = (text: string) => stderr.write(text);
      return startCommand(command, { onErrors, stop: world.stop, inTerminal: hasTerminal });
    },
    files: {
      append: appendTextFile,
      write: writeTextFile,
      replace: replaceTextFile,
    },
    async openRecordFile(path) {
      const { openRecordFile, recordsToStdout } = await import('./adapters/record-file.ts');
      return path === undefined ? recordsToStdout(process.stdout) : openRecordFile(path);
    },
    async openRecording(path, first) {
      const { openRecordingFolder } = await import('./adapters/recording-folder.ts');
      return openRecordingFolder(path, first);
    },
    async readRecording(path) {
      const { readRecordingFolder } = await import('./adapters/recording-folder.ts');
      return readRecordingFolder(path);
    },
    isFolder,
    async createSend(options) {
      const { createSend } = await import('./adapters/http/send-with-got.ts');
      return createSend({ ...options, env, userAgent: `importwatch/${version}` });
    },
    async openLiveView(options) {
      const { createLiveView } = await import('./adapters/terminal/live-view.ts');
      const view = createLiveView(stderr.terminal, { ...options, showTaskbar: hasTaskbar(env) });
      stopView = view.stop;
      return view;
    },
    async loadJournal(file) {
      if (file !== undefined) {
        const { createJournalFile } = await import('./adapters/side-output/journal-file.ts');
        return createJournalFile(file);
      }
      const { createJournal, stateFolder } = await import('./adapters/journal.ts');
      return createJournal(stateFolder(env, world.config.home));
    },
    async openSink(path) {
      const { openSink } = await import('./adapters/side-output/sink.ts');
      return openSink(path, redactor);
    },
    async runWithInput(command, run) {
      const { runWithInput } = await import('./adapters/commands/run-with-input.ts');
      return runWithInput(command, run);
    },
    async openPrompts(color) {
      const { createPrompts } = await import('./adapters/terminal/prompts.ts');
      return createPrompts({
        input: process.stdin,
        output: process.stderr,
        color,
        stop: world.stop,
      });
    },
    async openSpinner() {
      const { createSpinner } = await import('./adapters/terminal/spinner.ts');
      return createSpinner(process.stderr);
    },
    async loadPaint() {
      const { Chalk } = await import('chalk');
      return new Chalk({ level: 1 });
    },
    async loadBar(unicode) {
      const { loadBar } = await import('./adapters/terminal/glyphs.ts');
      return loadBar(unicode);
    },
  };
  const exitCode = await runProgram(argv.slice(2), world).catch(fail);
  const patience = () => patienceMs(exitCode, world.stop);
  await stdout.flushed(patience);
  await stderr.flushed(patience);
  const isIncomplete = isOutputLost && exitCode === 0 && !tellsOutcome(argv.slice(2));
  process.exit(isIncomplete ? exitCodes.usage : exitCode);
}

/** How long to wait at the end for a reader that doesn't read. */
function patienceMs(exitCode: number, { aborted }: AbortSignal): number {
  if (aborted) return 1000;
  return exitCode === exitCodes['timed-out'] ? 5000 : Number.POSITIVE_INFINITY;
}

/** After the folder of the process is deleted, $PWD still has its name. */
function currentFolder(env: NodeJS.ProcessEnv): string {
  try {
    return process.cwd();
  } catch {
    return env['PWD'] ?? '/';
  }
}

/** A user without an entry in the user database, as in many containers, has no home. */
function homeFolder(env: NodeJS.ProcessEnv): string {
  try {
    // The same as homedir(), which takes a while to load.
    return (process.platform !== 'win32' && env['HOME']) || homedir();
  } catch {
    return env['HOME'] ?? '/';
  }
}
