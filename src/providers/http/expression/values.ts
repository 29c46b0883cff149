import { asCount, asText, asTime, type Json } from '../../../core/text/json.ts';

const shown = 3;

/** A string, or the first few different strings of a list. */
export function textOf(value: Json): string | undefined {
  if (!Array.isArray(value)) return asText(value);
  const texts = [...new Set(value.map(asText).filter((text) => text !== undefined))];
  const rest = texts.length - shown;
  const first = texts.slice(0, shown).join('; ');
  return rest > 0 ? `${first} (and ${rest} more)` : first || undefined;
}

/** A count of records. "1.000" is left out, because in many languages it is a thousand. */
export function recordCountOf(value: Json): number | undefined {
  const isUnclear = typeof value === 'string' && /^\s*\d{1,3}(\.\d{3})+\s*$/.test(value);
  return isUnclear ? undefined : countOf(value);
}

/** A number that isn't negative, also as digits, with or without a percent sign. */
export function countOf(value: Json): number | undefined {
  return asCount(typeof value === 'string' ? value.replace(/\s*%\s*$/, '') : value);
}

export function shareOf(value: Json): number | undefined {
  const share = countOf(value);
  return share === undefined ? undefined : share * 100;
}

const firstMs = 1e11;

/** Converts ISO 8601, or seconds or ms since 1970, to epoch ms. Seconds and ms differ in size. */
export function timeOf(value: Json): number | undefined {
  const isDigits = typeof value === 'string' && /^\d{9,14}(\.\d+)?$/.test(value);
  const time = isDigits ? Number(value) : value;
  return asTime(typeof time === 'number' && time < firstMs ? time * 1000 : time);
}

/** An address to open in a browser, without credentials. */
export function addressOf(value: Json): string | undefined {
  if (typeof value !== 'string' || value.length > 1000 || !/^https?:\/\//i.test(value)) return;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  return url && url.username === '' && url.password === '' ? url.href : undefined;
}
