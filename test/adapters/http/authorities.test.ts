import { beforeAll, describe, expect, it } from 'vitest';
import { createSend } from '../../../src/adapters/http/send-with-got.ts';
import { readAuthorities } from '../../../src/core/http/transport-options.ts';
import { authority } from '../../helpers/certificates.ts';

let pem: string;
let other: string;
beforeAll(async () => {
  pem = (await authority()).cert.trim();
  other = (await authority()).cert.trim();
});

const transport = {
  requestTimeoutMs: 1000,
  maxBodyBytes: 1000,
  insecureTls: false,
  env: {},
  userAgent: 'test',
};
const read = (text: string) =>
  readAuthorities({ name: 'shop', caFile: '/ca.pem' }, async () => text);

describe('the certificates of caFile', () => {
  it.each([
    ['one', () => pem],
    ['several, with words between them', () => `Root\n${pem}\nOther\n${other}\n`],
    ['with the line ends of Windows', () => pem.replaceAll('\n', '\r\n')],
  ])('are used unchanged: %s', async (_name, text) => {
    expect(await read(text())).toBe(text());
  });

  it.each([
    ['no certificate', () => 'hello', 'contains no certificate in PEM format'],
    [
      'a key',
      () => '-----BEGIN PUBLIC KEY-----\nMA==\n-----END PUBLIC KEY-----',
      'contains no certificate',
    ],
    ['one that is cut', () => pem.slice(0, 200), 'contains a truncated certificate'],
    [
      'a second one that is cut',
      () => `${pem}\n${other.slice(0, 200)}`,
      'contains a truncated certificate',
    ],
    [
      'a first one that is cut',
      () => `${other.slice(0, 200)}\n${pem}`,
      'contains a truncated certificate',
    ],
  ])('are an error that names the file with %s', async (_name, text, words) => {
    const failing = read(text());
    await expect(failing).rejects.toMatchObject({
      code: 'config',
      exitCode: 2,
      hint: expect.stringContaining('PEM'),
    });
    await expect(failing).rejects.toThrow('caFile /ca.pem of shop ');
    await expect(failing).rejects.toThrow(words);
  });

  it.each([
    ['lacks its middle', () => `${other.slice(0, 200)}\n-----END CERTIFICATE-----`],
    ['is spoiled', () => other.replace('\nMII', '\nAII')],
  ])('are an error before any request if one %s', (_name, spoiled) => {
    const sending = () =>
      createSend({ ...transport, ca: `${pem}\n${spoiled()}`, caFile: '/ca.pem' });
    expect(sending).toThrow("caFile /ca.pem is damaged: certificate 2 in it can't be read.");
    expect(sending).toThrow(expect.objectContaining({ code: 'config', exitCode: 2 }));
  });

  it('are an error with the reason why the file cannot be read', async () => {
    const failing = readAuthorities({ name: 'shop', caFile: '/ca.pem' }, async () => {
      throw new Error("doesn't exist");
    });
    await expect(failing).rejects.toThrow("caFile /ca.pem of shop doesn't exist.");
  });
});
