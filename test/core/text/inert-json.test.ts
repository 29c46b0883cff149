import { describe, expect, it } from 'vitest';
import { inertJson } from '../../../src/core/text/inert-json.ts';

describe('JSON that nothing interprets', () => {
  it.each([
    ['##[group]', '#\\u0023[group]'],
    ['##vso[task]', '#\\u0023vso[task]'],
    ['\u0085\u200B\u2028\u2029', '\\u0085\\u200b\\u2028\\u2029'],
    ['\u{E0001}', '\\udb40\\udc01'],
  ])('has escapes for %j, and the same value', (value, escaped) => {
    expect(inertJson(value)).toBe(`"${escaped}"`);
    expect(JSON.parse(inertJson({ value }))).toEqual({ value });
  });

  it.each(['#1 and ## 2', '#a-b[0]', '# [x]', 'größe 😀'])('keeps %j', (value) => {
    expect(inertJson(value)).toBe(JSON.stringify(value));
  });

  it('can be indented', () => {
    expect(inertJson([1], 2)).toBe('[\n  1\n]');
  });
});
