import { expect, it } from 'vitest';
import { lateProvider } from '../../src/providers/late-provider.ts';
import { rocketchat } from '../../src/providers/rocketchat/rocketchat.ts';

function lateRocketchat() {
  let made = 0;
  const provider = lateProvider('rocketchat', () => {
    made += 1;
    return rocketchat;
  });
  return { provider, made: () => made };
}

it('a late provider is not made to read its name', () => {
  const { provider, made } = lateRocketchat();
  expect(provider.name).toBe('rocketchat');
  expect(made()).toBe(0);
});

it('a late provider is made once, and is then the same as the provider', () => {
  const { provider, made } = lateRocketchat();
  expect({ ...provider }).toEqual({ ...rocketchat });
  expect('title' in provider).toBe(true);
  expect(provider.title).toBe(rocketchat.title);
  expect(made()).toBe(1);
});
