import { expect, test } from 'vitest';
import { run } from '../helpers/program.ts';

test('with DEBUG in the environment no library logs its proxy', async () => {
  const { code, stdout, stderr } = await run(
    ['status', '--provider', 'elevate', '--base-url', 'https://service.invalid', '1'],
    {
      env: {
        IMPORTWATCH_API_KEY: 'example-key',
        HTTPS_PROXY: 'http://someone:example-pass@127.0.0.1:9',
        DEBUG: '*',
      },
    },
  );
  expect(code).toBe(6);
  expect(stderr).toContain('the proxy http://127.0.0.1:9');
  expect(stdout + stderr).not.toContain('example-pass');
});
