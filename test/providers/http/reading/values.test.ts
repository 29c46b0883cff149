import { describe, expect, it } from 'vitest';
import { usualWords } from '../../../../src/core/provider/errors/error-words.ts';
import type { Json } from '../../../../src/core/text/json.ts';
import {
  addressOf,
  countOf,
  recordCountOf,
  shareOf,
  textOf,
  timeOf,
} from '../../../../src/providers/http/expression/values.ts';
import { noon } from '../../../helpers/clock.ts';

describe('a value of an answer', () => {
  it.each<readonly [Json, string | undefined]>([
    ['done', 'done'],
    [7, '7'],
    [['a', 'b', 'a', null, { c: 1 }], 'a; b'],
    [['a', 'b', 'c'], 'a; b; c'],
    [['a', 'b', 'c', 'd', 'e'], 'a; b; c (and 2 more)'],
    [[], undefined],
    [{ a: 1 }, undefined],
    [null, undefined],
  ])('%j as a text is %j', (value, text) => {
    expect(textOf(value)).toBe(text);
  });

  it.each<readonly [Json, number | undefined]>([
    [12, 12],
    ['12', 12],
    ['12%', 12],
    ['12 % ', 12],
    ['%12', undefined],
    ['12% of all', undefined],
    ['%', undefined],
    [null, undefined],
  ])('%j as a count is %j', (value, count) => {
    expect(countOf(value)).toBe(count);
  });

  it.each<readonly [Json, number | undefined]>([
    [12, 12],
    ['12', 12],
    [1.5, 1.5],
    ['1500.25', 1500.25],
    ['1.000', undefined],
    [' 12.500.000', undefined],
    ['1,000', undefined],
    ['1 000', undefined],
  ])('%j as a count of records is %j', (value, count) => {
    expect(recordCountOf(value)).toBe(count);
  });

  it('as a share is a hundred times as many percent', () => {
    expect(shareOf(0.25)).toBe(25);
    expect(shareOf('0.5')).toBe(50);
    expect(shareOf('half')).toBeUndefined();
  });

  it.each<readonly [Json, number | undefined]>([
    ['2026-11-22T12:00:00Z', noon],
    [noon, noon],
    [String(noon), noon],
    [noon / 1000, noon],
    [String(noon / 1000), noon],
    [`${noon / 1000}.25`, noon + 250],
    ['123456789', 123_456_789_000],
    ['12345678', undefined],
    ['123456789012345', undefined],
    [`${noon}x`, undefined],
    [`x${noon}`, undefined],
    [1e11, 1e11],
    [1e11 - 1, (1e11 - 1) * 1000],
    [0, undefined],
    ['yesterday', undefined],
    [null, undefined],
  ])('%j as a time is %j', (value, time) => {
    expect(timeOf(value)).toBe(time);
  });

  const long = `https://a.example/${'x'.repeat(982)}`;
  it.each<readonly [Json, string | undefined]>([
    ['https://a.example/x', 'https://a.example/x'],
    ['HTTP://A.example', 'http://a.example/'],
    [long, long],
    [`${long}x`, undefined],
    ['javascript:alert(1)', undefined],
    ['see https://a.example', undefined],
    ['javascript:https://a.example', undefined],
    ['https://me@a.example', undefined],
    ['https://:word@a.example', undefined],
    ['https://[', undefined],
    [7, undefined],
  ])('%j as an address is %j', (value, address) => {
    expect(addressOf(value)).toBe(address);
  });
});

it.each<readonly [Json, string | undefined]>([
  [{ message: 'a', error: { message: 'b' } }, 'a'],
  [{ error: { message: 'b' }, error_description: 'c' }, 'b'],
  [{ error_description: 'c', errors: [{ message: 'd' }] }, 'c'],
  [{ error_code: 'CC.1', error_msg: 'e' }, 'e'],
  [{ error_message: 'e' }, 'e'],
  [{ errorMessage: 'e' }, 'e'],
  [{ code: 1, msg: 'e' }, 'e'],
  [{ errors: [{ message: 'd', detail: 'e' }] }, 'd'],
  [{ errors: [{ detail: 'e' }], detail: 'f' }, 'e'],
  [{ detail: 'f', description: 'g' }, 'f'],
  [{ description: 'g', error: 'h' }, 'g'],
  [{ error: 'h', title: 'i' }, 'h'],
  [{ title: 'i' }, 'i'],
  [[{ message: 'j' }], 'j'],
  [{ message: ' ', detail: 'f' }, 'f'],
  [{ message: 'no %key = %value', parameters: { key: 'id', value: 7 } }, 'no id = 7'],
  [{ message: '%1 is no %2, %10', parameters: ['x', 'y'] }, 'x is no y, %10'],
  [{ message: '%a %a %b', parameters: { a: '%b', c: 'x' } }, '%b %a %b'],
  [{ message: '100 % of %x', parameters: null }, '100 % of %x'],
  [{ reason: 'k', error: 'h' }, 'k'],
  [{ error: true, problem: 'k' }, 'k'],
  [{ message: 404, title: 'i' }, 'i'],
  [{ error: { code: 1, reason: 'k' } }, 'k'],
  [{ error: { title: 'k' } }, 'k'],
  [{ ErrorDescription: 'c' }, 'c'],
  [{ Message: 'a' }, 'a'],
  [{ errors: ['k', 'l', 'm', 'n'] }, 'k; l; m'],
  [{ errors: [{ title: 'k' }] }, 'k'],
  [{ fault: { faultstring: 'k' } }, 'k'],
  [{ problem: { detail: 'k' } }, 'k'],
  [{ toString: 'k' }, undefined],
  [{ else: 'k' }, undefined],
])('the message in %j is %j', (body, words) => {
  expect(usualWords(body)).toBe(words);
});
