import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

type Parser = typeof import('@actions/workflow-parser') &
  typeof import('@actions/workflow-parser/actions/index');

const contents = `
  export { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
  export { parseAction } from '@actions/workflow-parser/actions/index';
`;
let loading: Promise<Parser> | undefined;

/** GitHub's own parser. It imports JSON in a way that Node can't, so it's bundled first. */
async function bundledParser(): Promise<Parser> {
  const folder = mkdtempSync(join(tmpdir(), 'importwatch-parser-'));
  const outfile = join(folder, 'parser.cjs');
  const stdin = { contents, resolveDir: import.meta.dirname };
  await build({ stdin, bundle: true, outfile, platform: 'node', logLevel: 'error' });
  const parser = createRequire(import.meta.url)(outfile) as Parser;
  rmSync(folder, { recursive: true });
  return parser;
}

function loadParser(): Promise<Parser> {
  loading ??= bundledParser();
  return loading;
}

/** The errors that GitHub's published schema finds in an action file. */
export async function actionMistakes(content: string): Promise<readonly string[]> {
  const { parseAction, NoOperationTraceWriter } = await loadParser();
  const parsed = parseAction({ name: 'action.yml', content }, new NoOperationTraceWriter());
  return parsed.context.errors.getErrors().map(({ message }) => message);
}

/** The errors that GitHub finds in a workflow. */
export async function workflowMistakes(content: string): Promise<readonly string[]> {
  const { parseWorkflow, NoOperationTraceWriter } = await loadParser();
  const parsed = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter());
  return parsed.context.errors.getErrors().map(({ message }) => message);
}
