import type { Writer } from '../../../core/ports/writer.ts';
import { checkLines } from '../../../render/result/check-lines.ts';
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
  const spinner = alone && isInteractive({}, world) ? await world.openSpinner() : undefined;
  return {
    begin: () => spinner?.show(stepNames[0]),
    report(step) {
      spinner?.hide();
      for (const line of checkLines(step, theme, output.columns)) output.write(`${line}\n`);
      const next = stepNames[stepNames.indexOf(step.step) + 1];
      if (next !== undefined && step.state !== 'failed') spinner?.show(next);
    },
    end: () => spinner?.hide(),
  };
}
