import { describe, expect, it } from 'vitest';
import { isInternal } from '../../../src/core/provider/internal-address.ts';

const internal = [
  'localhost',
  'a.localhost',
  'localhost.',
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f.1',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '198.18.0.1',
  '198.19.0.1',
  '224.0.0.1',
  '[::1]',
  '[::]',
  '[fd00::1]',
  '[fc00::1]',
  '[fe80::1]',
  '[ff02::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:169.254.169.254]',
  '[64:ff9b::10.0.0.1]',
  '[64:ff9b::7]',
  '[::ffff:0.0.0.7]',
];
const external = [
  'storage.example.com',
  'localhost.example.com',
  '10.example.com',
  '8.8.8.8',
  '172.32.0.1',
  '192.169.0.1',
  '100.128.0.1',
  '100.63.0.1',
  '172.15.0.1',
  '169.253.0.1',
  '198.17.0.1',
  '198.20.0.1',
  '11.168.0.1',
  '10.0.0.1.example.com',
  'xfd00.example.com',
  '[2001:db8::1]',
  '[::ffff:8.8.8.8]',
  '[2001:db8::fd00]',
  '[2001::ffff:127.0.0.1]',
  '[64:ff9b::a00:1:1]',
];

describe('an internal address', () => {
  it.each(internal)('%s is one', (host) => {
    expect(isInternal(new URL(`https://${host}/`))).toBe(true);
  });

  it.each(external)('%s is not one', (host) => {
    expect(isInternal(new URL(`https://${host}/`))).toBe(false);
  });
});
