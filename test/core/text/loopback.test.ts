import { describe, expect, it } from 'vitest';
import { isLoopback } from '../../../src/core/text/loopback.ts';

describe('an address', () => {
  it.each(['http://localhost:3000', 'http://127.0.0.1', 'http://127.200.30.4:80', 'http://[::1]/'])(
    'stays on the machine: %s',
    (address) => {
      expect(isLoopback(new URL(address))).toBe(true);
    },
  );

  it.each([
    'http://localhost.example',
    'http://127.0.0.1.example',
    'http://a127.0.0.1.example',
    'http://128.0.0.1',
    'http://[::2]',
    'http://10.127.0.1',
  ])('leads elsewhere: %s', (address) => {
    expect(isLoopback(new URL(address))).toBe(false);
  });

  it('is not recognized by only a part of it', () => {
    expect(isLoopback({ hostname: 'x127.0.0.1' })).toBe(false);
    expect(isLoopback({ hostname: '127.0.0.1x' })).toBe(false);
    expect(isLoopback({ hostname: '127.0.1' })).toBe(false);
  });
});
