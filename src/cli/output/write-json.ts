import { inertJson } from '../../core/text/inert-json.ts';
import type { World } from '../world.ts';

/** Writes a JSON document to stdout. Its texts are redacted before they become part of it. */
export function writeJson(value: object, { stdout, redactor }: World): void {
  stdout.writeExactly(`${inertJson(withTexts(value, redactor.redactLine), 2)}\n`);
}

function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => withTexts(each, change));
  const entries = Object.entries(value).map(([key, each]) => [key, withTexts(each, change)]);
  return Object.fromEntries(entries);
}
