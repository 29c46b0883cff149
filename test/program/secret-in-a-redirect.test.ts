import { expect, it } from 'vitest';
import { simulated } from '../helpers/simulated.ts';

const secret = 'Example-Key-1';
const env = { IMPORTWATCH_API_KEY: secret };

it.concurrent.each([
  ['host', `https://${secret}.evil.example/`],
  ['path', `https://evil.example/${secret}`],
])('a secret in the %s of a redirect is not shown, in whatever case', async (_name, location) => {
  const intercept = () => ({ status: 302, headers: { location, 'x-echo': secret } });
  const service = await simulated('elevate', { intercept });
  const { code, stdout, stderr } = await service.run(['wait', '-v'], { env });
  expect(stderr).toContain('evil.example');
  expect(`${stdout}${stderr}`).not.toMatch(new RegExp(secret, 'i'));
  expect(code).toBe(6);
});

it.concurrent('a secret in a redirect within the service is not shown', async () => {
  const service = await simulated('elevate', {
    intercept: ({ path }) =>
      path.includes('again')
        ? undefined
        : { status: 307, headers: { location: `/again/${secret}` } },
  });
  const { stdout, stderr } = await service.run(['wait', '-v'], { env });
  expect(stderr).toContain('/again/***');
  expect(`${stdout}${stderr}`).not.toMatch(new RegExp(secret, 'i'));
});
