import { expect, test } from 'vitest';
import { table } from '../../../src/cli/output/table.ts';

const rows = [
  ['  host', 'domain of the cluster'],
  ['  clusterId', 'id'],
];

test('columns are aligned', () => {
  expect(table(rows)).toBe('  host       domain of the cluster\n  clusterId  id\n');
});

test('columns are aligned next to wide characters, and to those without width', () => {
  const wide = [
    ['商品', 'first'],
    ['ชื่อ', 'second'],
    ['name', 'third'],
  ];
  expect(table(wide)).toBe('商品  first\nชื่อ    second\nname  third\n');
});

test('the last column continues below itself in a narrow terminal', () => {
  expect(table(rows, 28)).toBe(
    '  host       domain of the\n             cluster\n  clusterId  id\n',
  );
});
