import { expect, it } from 'vitest';
import { withinLimit } from '../../../src/cli/watching/within-limit.ts';
import { noon } from '../../helpers/clock.ts';
import { VirtualTime } from '../../helpers/virtual-time.ts';

const never = new Promise<never>(() => {});

/** What reading comes to that never ends, so long after the start of the program. */
async function reading(flags: object, lateMs = 0): Promise<string> {
  const clock = new VirtualTime();
  clock.stop(lateMs);
  const about = { flags, startedAt: noon };
  return clock
    .run(withinLimit(never, 'Standard input', about, { clock, env: {} }))
    .then(String, ({ code, message }) => `${code} at ${clock.monotonic()}: ${message}`);
}

const inAMinute = new Date(noon + 60_000).toISOString();

it('reading before the first poll ends at the clock time', async () => {
  expect(await reading({ until: inAMinute })).toMatch(
    /^late-secret at 60000: .* by \S+Z \(--until\)\.$/,
  );
  expect(await reading({ until: inAMinute, timeout: '30s' })).toContain('within 30s (--timeout)');
  expect(await reading({ until: inAMinute, timeout: '2m' })).toContain('(--until)');
});

it('the clock time counts from the start of the program, even if reading took longer', async () => {
  expect(await reading({ until: inAMinute }, 120_000)).toMatch(/^late-secret at 120000: /);
});
