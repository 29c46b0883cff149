import type {
  HeartbeatEvent,
  ProgressEvent,
  ResultEvent,
  RetryEvent,
  StartEvent,
  WarningEvent,
} from '../../src/core/model/events.ts';
import { plainSanitizer } from '../../src/core/model/sanitize.ts';
import {
  type ImportSnapshot,
  type SnapshotFields,
  snapshot,
} from '../../src/core/model/snapshot.ts';
import type { Target } from '../../src/core/model/target.ts';
import type { DrawBar } from '../../src/render/theme/theme.ts';
import { noon } from '../helpers/clock.ts';

export const shop: Target = { profile: 'shop', provider: 'elevate', id: '123' };
export const assets: Target = { profile: 'assets', provider: 'oracle-commerce', id: 'a1' };
export const chat: Target = { profile: 'chat', provider: 'rocketchat' };

export const seen = (fields: Partial<SnapshotFields> = {}, at = noon): ImportSnapshot =>
  plainSanitizer.snapshot(
    snapshot({ state: 'running', vendorState: 'IN_PROGRESS', ...fields }, at),
  );

export const halfway = seen({ completed: 2500, total: 5000 });

export const start = (target = shop, at = noon): StartEvent => ({ type: 'start', at, target });

export const progress = (
  fields: Partial<SnapshotFields> = {},
  more: Partial<ProgressEvent> = {},
): ProgressEvent => ({
  type: 'progress',
  at: noon,
  target: shop,
  milestone: true,
  snapshot: seen(fields, more.at),
  ...more,
});

export const heartbeat = (more: Partial<HeartbeatEvent> = {}): HeartbeatEvent => ({
  type: 'heartbeat',
  at: noon,
  target: shop,
  elapsedMs: 62_400.5,
  ...more,
});

export const retry = (more: Partial<RetryEvent> = {}): RetryEvent => ({
  type: 'retry',
  at: noon,
  target: shop,
  error: {
    code: 'busy',
    message: 'https://shop.example is temporarily unavailable (HTTP 503): Try later',
    status: 503,
  },
  attempt: 2,
  delayMs: 4000.4,
  ...more,
});

export const warning = (more: Partial<WarningEvent> = {}): WarningEvent => ({
  type: 'warning',
  at: noon,
  target: shop,
  code: 'no-change',
  message: 'Nothing has changed for 10m.',
  ...more,
});

export const result = (more: Partial<ResultEvent> = {}): ResultEvent => ({
  type: 'result',
  at: noon,
  target: shop,
  outcome: 'succeeded',
  exitCode: 0,
  durationMs: 185_000.4,
  polls: 12,
  ...more,
});

/** A bar that shows its two parts. */
export const drawBar: DrawBar = (fraction, width) => {
  const done = Math.round(fraction * width);
  return ['#'.repeat(done), '-'.repeat(width - done)];
};
