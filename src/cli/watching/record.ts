import { resolve } from 'node:path';
import { defaultWaitOptions, type WatchOptions } from '../../core/model/options.ts';
import type { OwnWarning } from '../../core/model/warning.ts';
import type { Json } from '../../core/text/json.ts';
import { plainText } from '../../core/text/text.ts';
import type { Watched } from '../../core/watch/watch-all.ts';
import { createRecorder, type RecordingReport } from '../../recording/recorder.ts';
import { fileNames } from '../../recording/recording.ts';
import type { Presenter } from '../output/presenter.ts';
import type { World } from '../world.ts';
import { recordedProfile } from './recorded-profile.ts';

/** Saves answers while a command runs. A problem is only a line on stderr. */
interface RecordingSession {
  /** The same world, with its requests recorded. */
  readonly world: World;
  /** Makes the folder for these imports. Gives a warning if that fails. */
  begin(imports: readonly Watched[]): Promise<OwnWarning | undefined>;
  /** The same presenter, which also reports to the recording how the imports end. */
  presenter(shown: Presenter, flags: Told): Presenter;
  /** Saves the rest, and prints where the recording is. */
  close(exitCode: number, flags: Told): Promise<void>;
}

/** Whether stderr should stay empty. */
interface Told {
  readonly json?: unknown;
  readonly quiet?: boolean;
}

export function startRecording(folder: string, world: World): RecordingSession {
  const { clock, redactor, version, config, stderr } = world;
  const path = resolve(config.cwd, folder);
  const open = () => world.openRecording(path, fileNames.index);
  const recorder = createRecorder({ open, clock, redactor, version });

  let wasTold = false;

  async function close(exitCode: number, { json, quiet }: Told): Promise<void> {
    const report = await recorder.close(exitCode);
    const isExpected = report.problem === undefined && report.path === path;
    const line = wasTold ? undefined : sentence(report);
    if (line !== undefined && !(isExpected && (json || quiet))) stderr.write(`${line}\n`);
  }

  return {
    world: {
      ...world,
      throughRecorder(profile, send) {
        const { values, identifying } = recordedProfile(profile);
        recorder.profile(profile.name, values as Readonly<Record<string, Json>>, identifying);
        return recorder.through(profile.name, send);
      },
    },
    async begin(imports) {
      for (const { connected, options } of imports) {
        const { profile, id } = connected.target;
        const chosen = chosenOptions(options);
        recorder.target({ profile, ...(id !== undefined && { id }), options: chosen });
      }
      const problem = await recorder.open();
      wasTold = problem !== undefined;
      return problem === undefined ? undefined : notRecorded(problem);
    },
    presenter(shown, flags) {
      let exitCode = 0;
      return {
        ...shown,
        handle(event) {
          shown.handle(event);
          if (event.type === 'end') exitCode = event.exitCode;
          if (event.type !== 'result') return;
          const { target, outcome } = event;
          recorder.outcome(target.profile, target.id, outcome);
        },
        async finish() {
          await shown.finish();
          await close(exitCode, flags);
        },
      };
    },
    close,
  };
}

/** Options that depend on who is watching and when, not on the import. A command may hold secrets. */
const personal = ['interactive', 'jitter', 'notify', 'until', 'onEnd', 'exitCode'];

/** The options that differ from the defaults. */
function chosenOptions(options: WatchOptions): Readonly<Record<string, Json>> {
  const usual: Partial<WatchOptions> = { ...defaultWaitOptions, once: false };
  return Object.fromEntries(
    Object.entries(options).filter(
      ([key, value]) => !personal.includes(key) && value !== usual[key as keyof WatchOptions],
    ),
  );
}

function notRecorded(problem: string): OwnWarning {
  return { code: 'not-recorded', message: `Not recording: ${plainText(problem, 1000)}` };
}

function sentence({ path, answers, problem }: RecordingReport): string | undefined {
  const why = plainText(problem ?? '', 1000);
  if (path === undefined) return problem && `warning: Not recording: ${why}`;
  const count = answers === 1 ? '1 answer' : `${answers} answers`;
  const missing = why === '' ? '' : ` Some are missing: ${why}`;
  const where = `importwatch: Recorded ${count} in ${plainText(path, 1000)}.${missing}`;
  return `${where} Read the files before you share them.`;
}
