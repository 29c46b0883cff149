import { expect, it } from 'vitest';
import type { ImportEvent, ResultEvent } from '../../src/core/events.ts';
import { redactEvent } from '../../src/core/redact-event.ts';

const at = 1_795_348_800_000;
const target = { profile: 'example-key', provider: 'elevate', id: 'example-key' };
const redact = (text: string) => text.replaceAll('example-key', '***');

it('an event has no secret in any text of the service', () => {
  const text = 'with example-key';
  const result: ResultEvent = {
    type: 'result',
    at,
    target: { profile: 'shop', provider: 'elevate', id: '42' },
    outcome: 'failed',
    exitCode: 1,
    durationMs: 1000,
    polls: 2,
    snapshot: {
      state: 'failed',
      vendorState: text,
      phase: text,
      name: text,
      kind: text,
      message: text,
      url: text,
      observedAt: at,
    },
    error: { code: 'rejected', message: text, hint: text },
  };
  const redacted = redactEvent(result, redact);
  expect(JSON.stringify(redacted)).not.toContain('example-key');
  expect(redacted).toEqual(JSON.parse(redact(JSON.stringify(result))));
});

it('an event keeps what is ours or of the person, though it be the same as a secret', () => {
  const warning: ImportEvent = { type: 'warning', at, target, code: 'example-key', message: 'No.' };
  expect(redactEvent(warning, redact)).toEqual(warning);
});
