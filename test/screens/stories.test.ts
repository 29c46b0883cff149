import { expect, test } from 'vitest';
import type { SnapshotFields } from '../../src/core/model/snapshot.ts';
import { noon } from '../helpers/clock.ts';
import { goldenStory, type Moment } from '../helpers/golden.ts';
import { running, succeeded, unavailable } from '../helpers/story.ts';
import { counting, eventsOf, failing, minute, second, until } from './scenes.ts';

// What changes on the screen while time passes. `npm run screens` writes the files again.

const file = (name: string) => `../fixtures/screens/stories/${name}.txt`;
const widths = [40, 80, 100, 120, 200];
const every = (...seconds: number[]): readonly Moment[] =>
  seconds.map((each) => [noon + each * second]);

/** Phase, failures and rate grow, and an answer is missing in between. */
function growing(ms: number): SnapshotFields {
  const phases = ['reading', 'comparing', 'writing prices and stock levels', 'indexing'];
  const completed = Math.floor((ms / second) ** 2 * 40);
  const phase = phases[Math.floor(ms / (20 * second))] ?? 'indexing';
  if (ms >= 100 * second)
    return { ...succeeded, completed: 400_000, total: 400_000, failed: 18_200 };
  const failed = ms < 25 * second ? 0 : Math.floor((ms / second - 24) ** 2 * 3);
  return running({ completed, total: 400_000, phase, ...(failed > 0 && { failed }) });
}

test.each(widths)(
  'phase, failures and rate grow at %i columns, and the bar stays',
  async (columns) => {
    const events = await eventsOf({
      'shop:123': (ms) => (ms > 50 * second && ms < 65 * second ? unavailable : growing(ms)),
    });
    const shown = await goldenStory(events, every(1, 10, 22, 30, 45, 58, 70, 90, 99), columns);
    await expect(shown).toMatchFileSnapshot(file(`growing-${columns}`));
    const bars = shown.split('\n').map((line) => / ?(?<= )[━╸─]{8,}/.exec(line));
    const places = bars.filter((bar) => bar !== null).map((bar) => `${bar.index}+${bar[0].length}`);
    expect(places.length).toBeGreaterThan(6);
    expect(new Set(places).size).toBe(1);
  },
);

test.each(widths)('an import ends among others at %i columns', async (columns) => {
  const events = await eventsOf({
    'shop:77': failing,
    'shop:78': counting(5000, 50 * second),
    'assets:a1': counting(70_000, 3 * minute, { phase: 'writing prices' }),
    chat: until(70 * second, () => running({ phase: 'preparing users' }), succeeded),
  });
  const shown = await goldenStory(events, every(35, 45, 60, 80), columns);
  await expect(shown).toMatchFileSnapshot(file(`ending-${columns}`));
});

test('the terminal is resized in the middle of a run', async () => {
  const resized: readonly Moment[] = [
    [noon + 30 * second],
    [noon + 31 * second, 60],
    [noon + 32 * second, 40],
    [noon + 33 * second, 10],
    [noon + 34 * second, 100],
    [noon + 35 * second, 200],
    [noon + 36 * second, 80],
  ];
  const one = await eventsOf({ 'shop:123': counting(5000, 3 * minute) });
  await expect(await goldenStory(one, resized, 120)).toMatchFileSnapshot(file('resize'));
  const several = await eventsOf({
    'shop:77': failing,
    'shop:78': counting(5000, 50 * second),
    'assets:a1': counting(70_000, 3 * minute, { phase: 'writing prices' }),
  });
  const shown = await goldenStory(several, resized, 120);
  await expect(shown).toMatchFileSnapshot(file('resize-several'));
});
