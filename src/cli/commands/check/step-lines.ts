import type { Writer } from '../../../core/ports/writer.ts';
import { checkedLine, checkLines } from '../../../render/result/check-lines.ts';
import { wrapSentence } from '../../../render/text/wrap.ts';
import type { Theme } from '../../../render/theme/theme.ts';
import { isInteractive } from '../../output/presenter.ts';
import type { World } from '../../world.ts';
import { type CheckStep, stepNames } from './check-steps.ts';

/** Shows the steps of a check as they pass. */
export interface StepLines {
  /** The first step is under way. */
  begin(): void;
  report(step: CheckStep): void;
  end(): void;
}

/** On a terminal a spinner names the step that is under way, unless other lines come between. */
export async function createStepLines(
  output: Writer,
  theme: Theme,
  world: World,
  alone = true,
): Promise<StepLines> {
  const { begin, hide, next } = await createStepSpinner(alone, world);
  return {
    begin,
    report(step) {
      hide();
      for (const line of checkLines(step, theme, output.columns)) output.write(`${line}\n`);
      next(step);
    },
    end: hide,
  };
}

/** One line for all steps, after `lead`. If a step failed, a line for each. */
export async function createStepSummary(
  output: Writer,
  theme: Theme,
  world: World,
  lead = '',
): Promise<StepLines> {
  const { begin, hide, next } = await createStepSpinner(true, world);
  const steps: CheckStep[] = [];
  return {
    begin,
    report(step) {
      steps.push(step);
      next(step);
    },
    end() {
      hide();
      if (steps.length < stepNames.length) return;
      const failed = steps.some(({ state }) => state === 'failed');
      const summary = failed ? [] : wrapSentence(lead + checkedLine(steps, theme), output.columns);
      const open = failed ? steps : steps.filter(isOpen);
      const details = open.flatMap((step) => checkLines(step, theme, output.columns));
      for (const line of [...summary, ...details]) output.write(`${line}\n`);
    },
  };
}

/** It passed with a concern, or only an import can tell. */
function isOpen({ step, state }: CheckStep): boolean {
  return state === 'doubtful' || (state === 'not-tried' && ['login', 'permission'].includes(step));
}

async function createStepSpinner(wanted: boolean, world: World) {
  const spinner = wanted && isInteractive({}, world) ? await world.openSpinner() : undefined;
  return {
    begin: () => spinner?.show(stepNames[0]),
    hide: () => spinner?.hide(),
    next({ step, state }: CheckStep) {
      const index = (stepNames as readonly string[]).indexOf(step);
      const next = index < 0 ? undefined : stepNames[index + 1];
      if (next !== undefined && state !== 'failed') spinner?.show(next);
    },
  };
}
