import { expect, it } from 'vitest';
import { prometheusText } from '../../../src/render/ci/prometheus.ts';
import { noon } from '../../helpers/clock.ts';
import { result, shop } from '../sample-events.ts';

const end = { type: 'end', at: noon, exitCode: 124 } as const;

it('labels are escaped as the format requires', () => {
  const target = { ...shop, id: 'a"b\\c\nd' };
  const text = prometheusText([{ result: result({ target }), retries: 0 }], end);
  expect(text).toContain('id="a\\"b\\\\c\\nd"');
  expect(text.split('\n').every((line) => /^(# |importwatch_|$)/.test(line))).toBe(true);
});

it('each metric has its help and type once, and a sample for each import', () => {
  const all = ['1', '2'].map((id) => ({
    result: result({ target: { ...shop, id }, outcome: 'timed-out' }),
    retries: 3,
  }));
  const text = prometheusText(all, end);
  expect(text.match(/^# TYPE importwatch_retries gauge$/gm)).toHaveLength(1);
  expect(text.match(/^importwatch_retries\{.*\} 3$/gm)).toHaveLength(2);
  expect(text.match(/^importwatch_outcome\{.*outcome="timed-out"\} 1$/gm)).toHaveLength(2);
  expect(text).toContain('\nimportwatch_exit_code 124\n');
  expect(text.endsWith('\n')).toBe(true);
});
