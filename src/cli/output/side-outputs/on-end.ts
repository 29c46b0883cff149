import type { ResultEvent } from '../../../core/model/events.ts';
import { inertLine, plainText } from '../../../core/text/text.ts';
import { endDocument } from '../../../render/json/end-document.ts';
import type { World } from '../../world.ts';
import type { SideOutput } from './side-output.ts';

const limitMs = 30_000;

/**
 * Runs a shell command once everything is over, with the results as JSON on its standard input. Its
 * output goes to stderr. If it fails, that leads to a warning and changes nothing else.
 */
export function createOnEnd(command: string, world: World): SideOutput {
  const { stderr, runWithInput, redactor, stop } = world;
  const results: ResultEvent[] = [];
  let end: ReturnType<typeof endDocument> | undefined;
  return {
    handle(event) {
      if (event.type === 'result') results.push(event);
      if (event.type === 'end') end = endDocument(results, event);
    },
    async finish() {
      if (end === undefined) return;
      const problem = await runWithInput(command, {
        input: `${end.json}\n`,
        env: {
          IMPORTWATCH_OUTCOME: end.outcome,
          IMPORTWATCH_EXIT_CODE: String(end.exitCode),
        },
        timeoutMs: limitMs,
        stop,
        onLine(line) {
          // Redacted before it is cut.
          if (!stderr.isBehind) stderr.write(`${inertLine(redactor.redactLine(line))}\n`);
        },
      });
      if (problem === undefined) return;
      stderr.write(`warning: The --on-end command ${plainText(problem)}.\n`);
    },
  };
}
