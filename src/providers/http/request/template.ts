import { pathSegment } from '../../../core/http/api-client.ts';
import type { FilledText } from '../../../core/provider/provider.ts';
import { SettingMistake } from '../../../core/provider/setting-mistake.ts';
import { safePath } from './safe-path.ts';

/** The value of each `{name}` in a template. */
export type Names = Readonly<Record<string, string>>;

// `${NAME}` is an environment variable.
const placeholders = /(?<!\$)\{(\+?)([A-Za-z]\w*)\}/g;

/** Follows a brace that is no part of a `{name}`. Invisible, also to who looks for a secret. */
const bareMark = '\u2063\u2060';

/** A value from outside the file in a template: its braces are only braces. */
export function withMarks(value: string): string {
  return value.replace(/[{}]/g, `$&${bareMark}`);
}

/** A text in which nothing is left to fill in. */
export function withoutMarks(text: string): string {
  return text.replaceAll(bareMark, '');
}

/** A value from outside the file in a path: a part of one segment. */
export function asSegment(value: string): string | undefined {
  return value === '.' || value === '..' ? undefined : encodeURIComponent(value);
}

/** The names that a text refers to as `{name}` or `{+name}`. */
export function namesIn(text: string): readonly string[] {
  return [...text.matchAll(placeholders)].map(([, , name = '']) => name);
}

/** The names that a text refers to as `{+name}`, which keep their slashes. */
export function pathNamesIn(text: string): readonly string[] {
  return [...text.matchAll(placeholders)].flatMap(([, plus, name = '']) => (plus ? [name] : []));
}

/** What has braces and doesn't make a text one with other braces. */
const noNames = new RegExp(`${placeholders.source}|\\$\\{[^}]*\\}|[{}]${bareMark}`, 'g');

/** The names in a text of a body. Text with other braces, such as a GraphQL query, has none. */
export function namesInText(text: string): readonly string[] {
  return /[{}]/.test(text.replace(noNames, '')) ? [] : namesIn(text);
}

/**
 * Fills in a template without encoding it: for headers, queries and forms, which are encoded later.
 */
export function fill(template: string, names: Names): string {
  return withoutMarks(replaceNames(template, names, (value) => value));
}

/** A template as far as these names fill it in. */
export function fillKnown(template: string, names: Names): FilledText {
  const inserted: string[] = [];
  const text = template.replace(placeholders, (_placeholder, _plus, name: string) => {
    if (!Object.hasOwn(names, name)) return cut;
    inserted.push(String(names[name]));
    return String(names[name]);
  });
  return { pieces: withoutMarks(text).split(cut), inserted };
}

/** No value contains a control character. */
const cut = '\u0000';

/**
 * A path in which each `{name}` is part of one segment, and `{+name}` can be several, with or
 * without the slashes around it. Throws `usage` for a value that can't be.
 */
export function fillPath(template: string, names: Names): string {
  return replaceNames(template, names, (value, plus, [before, behind]) => {
    if (!plus) return pathSegment(value);
    const inner = before.endsWith('/') ? value.replace(/^\//, '') : value;
    return safePath(behind.startsWith('/') ? inner.replace(/\/$/, '') : inner);
  });
}

function replaceNames(
  template: string,
  names: Names,
  replace: (
    value: string,
    plus: boolean,
    around: readonly [string, string],
    name: string,
  ) => string,
): string {
  return template.replace(placeholders, (placeholder, plus: string, name: string, at: number) => {
    if (!Object.hasOwn(names, name)) return placeholder;
    const around = [template.slice(0, at), template.slice(at + placeholder.length)] as const;
    return replace(names[name] as string, plus !== '', around, name);
  });
}

/**
 * Fills in an address. No value can change where the address leads, unless the template is nothing
 * but a `{name}`, which is then the whole address. Throws a `SettingMistake`.
 */
export function fillAddress(template: string, names: Names): string {
  const whole = wholeName(template);
  if (whole !== undefined && names[whole] !== undefined) return names[whole];
  return replaceNames(template, names, (value, _plus, _around, name) => {
    if (/^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(value)) return value;
    const problem = `can't be a part of ${template}. Use only letters, digits, hyphens and dots.`;
    throw new SettingMistake(name, problem);
  });
}

/** The name in a template that is nothing but a name. */
export function wholeName(template: string): string | undefined {
  return /^\{([A-Za-z]\w*)\}$/.exec(template)?.[1];
}
