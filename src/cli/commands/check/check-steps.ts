import type { ErrorReport } from '../../../core/model/errors.ts';

/** In the order in which they run. */
export const stepNames = [
  'configuration',
  'secrets',
  'DNS',
  'connection',
  'TLS',
  'login',
  'permission',
] as const;

/** With an import, its status is one more step. */
export const importStepNames = [...stepNames, 'import'] as const;

export type StepName = (typeof importStepNames)[number];

/** The result of one step of a check. */
export interface CheckStep {
  readonly step: StepName;
  /** `doubtful`: passed, but with a concern. */
  readonly state: 'passed' | 'doubtful' | 'failed' | 'not-tried';
  /** Since the previous step. Absent if it was skipped. */
  readonly ms?: number;
  /** The finding, or the reason why the step was skipped. Not a sentence. */
  readonly note?: string;
  /** For a step that failed. */
  readonly error?: ErrorReport;
}

/** Receives the steps as they complete, each once and in order, and reports each. */
export interface CheckSteps {
  /** A step that takes no time. */
  found(step: StepName, note: string): void;
  pass(step: StepName, note?: string): void;
  doubt(step: StepName, note: string): void;
  skip(step: StepName, note: string): void;
  /** Fails the first step from `from` on that hasn't passed. The following ones are skipped. */
  fail(error: ErrorReport, from: StepName): void;
  readonly all: readonly CheckStep[];
}

export function createSteps(
  names: readonly StepName[],
  monotonic: () => number,
  report: (step: CheckStep) => void,
): CheckSteps {
  const all: CheckStep[] = [];
  let lastMs = monotonic();

  function add(step: CheckStep): void {
    if (all.some((other) => other.step === step.step)) return;
    all.push(step);
    report(step);
  }
  function timed(step: StepName, more: Omit<CheckStep, 'step' | 'ms'>): void {
    const nowMs = monotonic();
    add({ step, ms: Math.round(nowMs - lastMs), ...more });
    lastMs = nowMs;
  }
  return {
    all,
    found: (step, note) => add({ step, state: 'passed', note }),
    pass: (step, note) => timed(step, { state: 'passed', ...(note && { note }) }),
    doubt: (step, note) => timed(step, { state: 'doubtful', note }),
    skip: (step, note) => add({ step, state: 'not-tried', note }),
    fail(error, from) {
      const left = names.filter((name) => all.every(({ step }) => step !== name));
      const failed = left.find((name) => names.indexOf(name) >= names.indexOf(from));
      for (const step of left) {
        if (step === failed) timed(step, { state: 'failed', error });
        else add({ step, state: 'not-tried' });
      }
    },
  };
}
