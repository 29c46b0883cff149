import { isInterpolated, Unresolved } from '../schema/interpolate.ts';

/** Replaces the variables in a text. */
type Replace = (text: string) => string;

/** The texts in a structure, with its keys, or in JSON text, with their variables replaced. */
export function interpolateData(raw: unknown, replace: Replace): unknown {
  if (typeof raw === 'string') return inJson(raw, replace);
  const inside = (value: unknown): unknown => {
    if (typeof value === 'string') return isInterpolated(value) ? replace(value) : value;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(inside);
    return Object.fromEntries(
      Object.entries(value).map(([key, below]) => [inside(key), inside(below)]),
    );
  };
  return inside(raw);
}

/** A structure as one text, with the variables in it. */
export function textOfData(data: unknown): string {
  return typeof data === 'string' ? data : JSON.stringify(data);
}

/** A string of JSON, or a variable that isn't within one. */
const parts = /"(?:[^"\\]|\\.)*"|\$\{[^}"]*\}/g;

function inJson(text: string, replace: Replace): string {
  return text.replace(parts, (part) => {
    if (!isInterpolated(part)) return part;
    return part.startsWith('"') ? JSON.stringify(replace(JSON.parse(part))) : bare(part, replace);
  });
}

function bare(part: string, replace: Replace): string {
  const value = replace(part);
  if (/^(-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?|true|false|null)$/i.test(value)) return value;
  throw new Unresolved(
    `has ${part.replace(/:-.*/, '}')} without quotes, and its value isn't a number. Put it in quotes to send text.`,
  );
}
