import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { canBeNamed, resumeCommand } from '../../../src/render/result/resume.ts';
import { chat, seen, shop } from '../sample-events.ts';

test('the command names profile and id', () => {
  expect(resumeCommand([{ target: shop }])).toBe('importwatch wait shop:123');
  expect(resumeCommand([{ target: chat }])).toBe('importwatch wait chat:');
});

test.each(['a b', "it's", '$(id)', '`id`', '*', '#1', '~', 'a;b', 'a"b', 'ä'])(
  'a shell reads back the id %s',
  (id) => {
    const command = resumeCommand([{ target: { ...shop, id } }]);
    const script = command.replace('importwatch wait', "printf '%s'");
    expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' })).toBe(`shop:${id}`);
  },
);

test('one command watches several', () => {
  expect(resumeCommand([{ target: shop }, { target: chat }])).toBe(
    'importwatch wait shop:123 chat:',
  );
});

test('the command names the configuration that was chosen', () => {
  const flags = ['--config', './my ci.yaml'];
  expect(resumeCommand([{ target: shop }], { flags, named: true })).toBe(
    "importwatch wait --config './my ci.yaml' shop:123",
  );
});

test('a profile that only the command line knows has no name', () => {
  const again = { flags: ['--provider', 'elevate'], named: false };
  expect(resumeCommand([{ target: shop }], again)).toBe('importwatch wait --provider elevate 123');
  expect(resumeCommand([{ target: chat }], again)).toBe('importwatch wait --provider elevate');
});

test('an import without a wait so far is not the one to resume', () => {
  const again = { flags: [], named: true, onlyNew: true };
  expect(resumeCommand([{ target: chat }], again)).toBe('importwatch wait --new chat:');
  expect(resumeCommand([{ target: chat, snapshot: seen({ id: 'b2' }) }], again)).toBe(
    'importwatch wait chat:b2',
  );
  expect(resumeCommand([{ target: chat, snapshot: seen() }], { ...again, onlyNew: false })).toBe(
    'importwatch wait chat:',
  );
});

test('on Windows the command is quoted for cmd.exe and PowerShell', () => {
  const again = { flags: ['--config', '.\\my ci.yaml'], named: true, platform: 'win32' };
  expect(resumeCommand([{ target: shop }], again)).toBe(
    'importwatch wait --config ".\\my ci.yaml" shop:123',
  );
});

test('no command names an import whose id has a secret in it', () => {
  expect(canBeNamed({ target: shop })).toBe(true);
  expect(canBeNamed({ target: { ...shop, id: 'x-***' } })).toBe(false);
  expect(canBeNamed({ target: chat, snapshot: seen({ id: '***-1' }) })).toBe(false);
  expect(canBeNamed({ target: chat, snapshot: seen() })).toBe(true);
});
