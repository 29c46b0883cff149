import { createSend } from '../../../src/adapters/http/send-with-got.ts';

// Asks the address in its argument, trusting besides the certificates on standard input, and prints
// the HTTP status or the code of the error.
let ca = '';
for await (const chunk of process.stdin) ca += chunk;
const send = createSend({
  requestTimeoutMs: 10_000,
  maxBodyBytes: 10_000,
  insecureTls: false,
  ...(ca !== '' && { ca }),
  env: process.env,
  userAgent: 'test',
});
const request = { method: 'GET', url: new URL(process.argv[2] ?? ''), headers: {} } as const;
const outcome = await send(request, new AbortController().signal).then(
  ({ status }) => status,
  ({ code }) => code,
);
process.stdout.write(String(outcome));
process.exit();
