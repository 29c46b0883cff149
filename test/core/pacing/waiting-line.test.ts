import { expect, test } from 'vitest';
import { createLine } from '../../../src/core/pacing/waiting-line.ts';

function lineOf(...names: readonly string[]) {
  const line = createLine<string>();
  const leave = Object.fromEntries(names.map((name) => [name, line.join(name)]));
  return { line, leave: (name: string) => leave[name]?.() };
}

test('whoever joined first is the first', () => {
  const { line, leave } = lineOf('a', 'b', 'c');
  const seen = ['a', 'b', 'c', ''].map((name) => {
    const { first } = line;
    leave(name);
    return first;
  });
  expect(seen).toEqual(['a', 'b', 'c', undefined]);
});

test('others move up if somebody leaves from the middle, the end or twice', () => {
  const { line, leave } = lineOf('a', 'b', 'c', 'd');
  for (const name of ['b', 'd', 'b', 'd']) leave(name);
  line.join('e');
  const seen = ['a', 'c'].map((name) => {
    leave(name);
    return line.first;
  });
  expect(seen).toEqual(['c', 'e']);
});

test('finds the first match wherever it is', () => {
  const { line, leave } = lineOf('a', 'bb', 'cc');
  expect(line.find((name) => name.length === 2)).toBe('bb');
  leave('bb');
  expect(line.find((name) => name.length === 2)).toBe('cc');
  expect(line.find((name) => name.length === 3)).toBeUndefined();
});
