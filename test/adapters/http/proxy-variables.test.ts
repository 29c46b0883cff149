import { describe, expect, it } from 'vitest';
import { proxyFor, proxySecrets } from '../../../src/adapters/http/proxy-variables.ts';

const proxy = 'http://proxy.example:8080';
const hrefFor = (url: string, env: Record<string, string>) => proxyFor(new URL(url), env)?.href;

describe('the proxy that the environment names', () => {
  it.each([
    ['by the scheme of the address', 'https://a.example/', { HTTPS_PROXY: proxy }],
    ['for plain http', 'http://a.example/', { HTTP_PROXY: proxy }],
    ['for all', 'https://a.example/', { ALL_PROXY: proxy }],
    ['in lower case first', 'https://a.example/', { https_proxy: proxy, HTTPS_PROXY: 'http://x' }],
    [
      'for its scheme rather than for all',
      'http://a.example/',
      { http_proxy: proxy, all_proxy: 'x' },
    ],
    ['without a scheme', 'https://a.example/', { https_proxy: 'proxy.example:8080' }],
    [
      'where the other case is empty',
      'https://a.example/',
      { https_proxy: '', HTTPS_PROXY: proxy },
    ],
  ])('applies for %s', (_name, url, env) => {
    expect(hrefFor(url, env as unknown as Record<string, string>)).toBe(`${proxy}/`);
  });

  it('can use SOCKS', () => {
    expect(hrefFor('https://a.example/', { all_proxy: 'socks5h://p:1080' })).toBe(
      'socks5h://p:1080',
    );
  });

  it.each([
    ['another scheme', 'https://a.example/', { http_proxy: proxy }],
    ['nothing', 'https://a.example/', { https_proxy: '' }],
    ['localhost', 'http://localhost:3000/', { http_proxy: proxy }],
    ['127.0.0.1', 'http://127.0.0.1/', { all_proxy: proxy }],
    ['[::1]', 'https://[::1]/', { https_proxy: proxy }],
  ])('does not apply for %s', (_name, url, env) => {
    expect(hrefFor(url, env as unknown as Record<string, string>)).toBeUndefined();
  });

  it.each(['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'])(
    'with an invalid address is reported with its variable: %s',
    (name) => {
      const asking = () => hrefFor('https://a.example/', { [name]: 'http://' });
      expect(asking).toThrow(`${name} isn't the address of a proxy.`);
    },
  );

  it.each(['http://', 'http://with a blank', 'pac+http://evil.example/p.js', 'ftp://p'])(
    'with an invalid address is an error that does not show it: %s',
    (text) => {
      const asking = () => hrefFor('https://a.example/', { HTTPS_PROXY: text });
      expect(asking).toThrow("HTTPS_PROXY isn't the address of a proxy.");
      expect(asking).toThrow(expect.objectContaining({ code: 'config', exitCode: 2 }));
    },
  );
});

describe('a proxy with an invalid address', () => {
  it.each(['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'])(
    'is reported with its variable: %s',
    (name) => {
      const asking = () => hrefFor('https://a.example/', { [name]: 'ftp://p' });
      expect(asking).toThrow(`${name} isn't the address of a proxy.`);
    },
  );
});

describe('NO_PROXY', () => {
  const exempt = (list: string, url = 'https://api.shop.example/') =>
    hrefFor(url, { https_proxy: proxy, http_proxy: proxy, NO_PROXY: list }) === undefined;

  it.each([
    'api.shop.example',
    'API.Shop.Example',
    '.shop.example',
    '*.shop.example',
    'shop.example',
    'example',
    '*',
    'a.example,api.shop.example',
    'a.example api.shop.example',
    ' a.example , api.shop.example ',
    'api.shop.example:443',
    '.shop.example:443',
    'a.example,*',
  ])('exempts by %s', (list) => {
    expect(exempt(list)).toBe(true);
  });

  it.each([
    '',
    ',',
    'hop.example',
    'other.example',
    'www.api.shop.example',
    'api.shop.example:8443',
    '.shop.example:80',
    'api-shop.example',
    'https://api.shop.example',
  ])('does not exempt by "%s"', (list) => {
    expect(exempt(list)).toBe(false);
  });

  it.each([
    ['10.1.2.3', '10.0.0.0/8'],
    ['10.1.2.3', '10.1.2.3/32'],
    ['10.1.2.3', 'a.example, 192.168.0.0/16 ,10.1.0.0/16'],
    ['10.1.2.3', '0.0.0.0/0'],
    ['10.1.2.3', '::ffff:10.1.2.3'],
    ['10.1.2.3', '::ffff:10.0.0.0/104'],
    ['10.1.2.3', '10.1.2.3:443'],
    ['[::ffff:10.1.2.3]', '10.1.2.3'],
    ['[::ffff:10.1.2.3]', '10.0.0.0/8'],
    ['[fd00::2]', 'fd00:0:0:0:0:0:0:2'],
    ['[fd00::2]', 'FD00:0000::0002'],
    ['[fd00::2]', '[fd00:0::2]'],
    ['[fd00::2]', '[fd00:0::2]:443'],
    ['[fd00::2]', 'fd00::/8'],
    ['[fd00::2]', '[fd00::]/8'],
    ['api.shop.example.', 'api.shop.example'],
    ['api.shop.example', 'api.shop.example.'],
    ['api.shop.example', 'shop.example.'],
    ['api.shop.example.', '.shop.example.'],
    ['api.shop.example.', 'shop.example.:443'],
  ])('exempts %s by %s', (host, list) => {
    expect(exempt(list, `https://${host}/`)).toBe(true);
  });

  it.each([
    ['10.1.2.3', '11.0.0.0/8'],
    ['10.1.2.3', '10.0.0.0/99'],
    ['10.1.2.3', '10.0.0.0/'],
    ['10.1.2.3', '10.0.0.0/x'],
    ['10.1.2.3', '/8'],
    ['10.1.2.3', '::/0'],
    ['10.1.2.3', '2.3'],
    ['10.1.2.3', '.3'],
    ['10.1.2.3', '10.1.2.3:80'],
    ['[fd00::2]', 'fd00::1'],
    ['[fd00::2]', 'fe00::/8'],
    ['[fd00::2]', '10.0.0.0/8'],
    ['[fd00::2]', '0.0.0.0/0'],
    ['10.example.com', '10.0.0.0/8'],
    ['api.shop.example', '.'],
    ['api.shop.example', '*.'],
    ['api.shop.example', '..'],
  ])('does not exempt %s by %s', (host, list) => {
    expect(exempt(list, `https://${host}/`)).toBe(false);
  });

  it('knows ports, given and usual', () => {
    expect(exempt('a.example:8443', 'https://a.example:8443/')).toBe(true);
    expect(exempt('a.example:80', 'http://a.example/')).toBe(true);
    expect(exempt('a.example:80', 'https://a.example/')).toBe(false);
  });

  it('knows addresses of both families', () => {
    expect(exempt('10.1.2.3', 'https://10.1.2.3/')).toBe(true);
    expect(exempt('fd00::2', 'https://[fd00::2]/')).toBe(true);
    expect(exempt('[fd00::2]', 'https://[fd00::2]/')).toBe(true);
    expect(exempt('[fd00::2]:8443', 'https://[fd00::2]:8443/')).toBe(true);
    expect(exempt('[fd00::2]:8443', 'https://[fd00::2]/')).toBe(false);
  });
});

describe('secrets in the proxy variables', () => {
  it.each([
    ['a password', 'http://me:example-pass@p:8080', ['example-pass', 'me:example-pass']],
    ['one that is encoded', 'http://me:p%40ss@p', ['p%40ss', 'p@ss', 'me:p@ss']],
    ["one that isn't, though it should be", 'http://me:100%pass@p', ['100%pass', 'me:100%pass']],
    ['one that nobody can decode', 'http://me:%FFpass@p', ['%FFpass', 'me:%FFpass']],
    ['a token', 'http://example-token@p', ['example-token']],
    ['one without a scheme', 'me:example-pass@p:8080', ['example-pass', 'me:example-pass']],
    ['nothing', 'http://p:8080', []],
    ['what is no address', 'http://', []],
  ])('%s', (_name, text, secrets) => {
    expect(new Set(proxySecrets({ HTTPS_PROXY: text }))).toEqual(new Set(secrets));
    expect(new Set(proxySecrets({ http_proxy: text }))).toEqual(new Set(secrets));
    expect(new Set(proxySecrets({ all_proxy: text }))).toEqual(new Set(secrets));
  });
});
