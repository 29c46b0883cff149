import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/config/file/nearest.ts';

const names = ['apiKey', 'baseUrl', 'stallTimeout', 'timeout', 'interval', 'all', 'any', 'env'];

describe('nearest', () => {
  it.each([
    ['apikey', 'apiKey'],
    ['api_key', 'apiKey'],
    ['apiKye', 'apiKey'],
    ['base-url', 'baseUrl'],
    ['url', undefined],
    ['timeuot', 'timeout'],
    ['stall_time', 'stallTimeout'],
    ['evn', 'env'],
    ['al', undefined],
    ['x', undefined],
    ['password', undefined],
    ['stall', 'stallTimeout'],
    ['int', 'interval'],
    ['ap', undefined],
    ['timeout'.repeat(1000), undefined],
  ])('of %s is %s', (word, expected) => {
    expect(nearest(word, names)).toBe(expected);
  });

  it('of nothing is nothing', () => {
    expect(nearest('apiKey', [])).toBeUndefined();
  });
});
