import type { ErrorReport } from '../../../core/model/errors.ts';

/** In the order in which they are tried. */
export const stepNames = [
  'configuration',
  'secrets',
  'name',
  'connection',
  'TLS',
  'login',
  'permission',
] as const;

type StepName = (typeof stepNames)[number];

/** What became of one step of a check. */
export interface CheckStep {
  readonly step: StepName;
  /** `doubtful`: passed, but not as it should be. */
  readonly state: 'passed' | 'doubtful' | 'failed' | 'not-tried';
  /** Since the step before; absent where it was not tried. */
  readonly ms?: number;
  /** What was found, or why it was not tried: not a sentence. */
  readonly note?: string;
  /** Of a step that failed. */
  readonly error?: ErrorReport;
}

/** Takes the steps as they come to pass, each once and in order, and tells each. */
export interface CheckSteps {
  /** A step that takes no time. */
  found(step: StepName, note: string): void;
  pass(step: StepName, note?: string): void;
  doubt(step: StepName, note: string): void;
  skip(step: StepName, note: string): void;
  /** The first step from `from` on that has not passed; what follows is not tried. */
  fail(error: ErrorReport, from: StepName): void;
  readonly all: readonly CheckStep[];
}

export function createSteps(monotonic: () => number, tell: (step: CheckStep) => void): CheckSteps {
  const all: CheckStep[] = [];
  let lastMs = monotonic();

  function add(step: CheckStep): void {
    if (all.some((other) => other.step === step.step)) return;
    all.push(step);
    tell(step);
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
      const left = stepNames.filter((name) => all.every(({ step }) => step !== name));
      const failed = left.find((name) => stepNames.indexOf(name) >= stepNames.indexOf(from));
      for (const step of left) {
        if (step === failed) timed(step, { state: 'failed', error });
        else add({ step, state: 'not-tried' });
      }
    },
  };
}
