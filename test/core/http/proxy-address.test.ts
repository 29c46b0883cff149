import { describe, expect, it } from 'vitest';
import {
  credentialsIn,
  parseProxyAddress,
  withPlainCredentials,
} from '../../../src/core/http/proxy-address.ts';

describe('the address of a proxy', () => {
  it.each([
    ...['http://p', 'https://p:8080', 'HTTP://p', 'http://me:pass@p'],
    ...['socks://p', 'socks4://p', 'socks5://p', 'socks4a://p', 'socks5h://p:1080'],
  ])('is understood: %s', (address) => {
    expect(parseProxyAddress(address)?.host).toMatch(/^p/);
  });

  it.each([
    ...[
      '',
      'p:8080',
      'http://',
      'http:///p',
      'ftp://p',
      'pac+http://p',
      'socks6://p',
      'socksx://p',
    ],
    ...['xhttp://p', 'http://p:port', 'httpss://p'],
  ])('is invalid: %s', (address) => {
    expect(parseProxyAddress(address)).toBeUndefined();
  });

  it.each([
    ['http://p', []],
    ['http://me@p', ['me', 'me']],
    ['http://me:a%40b@p', ['a%40b', 'a@b', 'me:a@b']],
    ['http://m%C3%A9:%zz%4@p', ['%zz%4', '%zz%4', 'mé:%zz%4']],
    ['http://me:%FF@p', ['%FF', '%FF', 'me:%FF']],
    ['http://me:%4z@p', ['%4z', '%4z', 'me:%4z']],
    ['http://me:%40%4z@p', ['%40%4z', '@%4z', 'me:@%4z']],
    ['http://:pass@p', ['pass', 'pass', ':pass']],
  ])('contains secrets: %s', (address, secrets) => {
    expect(credentialsIn(new URL(address))).toEqual(secrets);
  });

  it.each([
    ['http://me:a%40b@p/', 'http://me:a%40b@p/'],
    ['http://me:100%@p/', 'http://me:100%25@p/'],
    ['http://me:%FF%4g@p/', 'http://me:%25FF%254g@p/'],
    ['http://p/', 'http://p/'],
  ])('can be decoded: %s', (address, plain) => {
    const changed = withPlainCredentials(new URL(address));
    expect(changed.href).toBe(plain);
    expect(() => decodeURIComponent(changed.password)).not.toThrow();
  });
});
