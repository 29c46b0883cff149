import { expect, it } from 'vitest';
import { transportOptions } from '../../../src/core/http/transport-options.ts';

const settings = {
  name: 'shop',
  requestTimeoutMs: 1000,
  maxBodyBytes: 2000,
  insecureTls: false,
};
const noFile = () => Promise.reject(new Error('There is no such file'));

it('requests go as a profile says, with a proxy only if it has one', async () => {
  const { name: _name, ...plain } = settings;
  expect(await transportOptions(settings, noFile)).toStrictEqual(plain);
  const proxy = 'http://proxy.example.com:3128';
  const options = await transportOptions({ ...settings, proxy }, noFile);
  expect(options).toStrictEqual({ ...plain, proxy });
});
