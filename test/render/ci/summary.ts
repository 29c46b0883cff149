import type { ResultEvent } from '../../../src/core/model/events.ts';
import type { Outcome } from '../../../src/core/model/outcome.ts';
import type { Summary } from '../../../src/render/ci/system.ts';
import { noon } from '../../helpers/clock.ts';
import { result, shop } from '../sample-events.ts';

/** What is left of a run of a minute and a half. */
export const summary = (
  results: readonly ResultEvent[],
  exitCode = 1,
  status: Summary['status'] = 'failed',
): Summary => ({ startedAt: noon - 90_000, at: noon, results, exitCode, status });

/** Results that differ in their ids. */
export const resultsOf = (count: number, outcome: Outcome | null = 'failed') =>
  Array.from({ length: count }, (_, index) =>
    result({ target: { ...shop, id: String(index) }, outcome }),
  );

/** Passes through no sanitiser here: whatever a renderer is given must do no harm. */
export const hostile =
  '50% of\r\n::error::x ##vso[task.complete] ##teamcity[x] |\'] <b>&"\u001B[2J é';
