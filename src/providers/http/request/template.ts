import { pathSegment } from '../../../core/http/api-client.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import { safePath } from './safe-path.ts';

/** What stands in a template for `{name}`. */
export type Names = Readonly<Record<string, string>>;

// `${NAME}` is the environment's.
const placeholders = /(?<!\$)\{(\+?)([A-Za-z]\w*)\}/g;

/** The names that a text refers to as `{name}`, or as `{+name}`. */
export function namesIn(text: string): readonly string[] {
  return [...text.matchAll(placeholders)].map(([, , name = '']) => name);
}

/** Of these, the ones that keep their slashes: `{+name}`. */
export function pathNamesIn(text: string): readonly string[] {
  return [...text.matchAll(placeholders)].flatMap(([, plus, name = '']) => (plus ? [name] : []));
}

/** The names in a text of a body; none where it has other braces, such as a GraphQL query. */
export function namesInText(text: string): readonly string[] {
  return /[{}]/.test(text.replace(placeholders, '')) ? [] : namesIn(text);
}

/** The text with what it names put in as it is: for headers, queries and forms, which encode it. */
export function fill(template: string, names: Names): string {
  return replaceNames(template, names, (value) => value);
}

/**
 * A path in which each `{name}` is a part of one segment, and `{+name}` may be several, with or
 * without the slashes that stand around it. Throws `usage` for what cannot be one.
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
  replace: (value: string, plus: boolean, around: readonly [string, string]) => string,
): string {
  return template.replace(placeholders, (placeholder, plus: string, name: string, at: number) => {
    if (!Object.hasOwn(names, name)) return placeholder;
    const around = [template.slice(0, at), template.slice(at + placeholder.length)] as const;
    return replace(names[name] as string, plus !== '', around);
  });
}

/**
 * An address with names in it, none of which can lead to another place than it says. A template
 * that is nothing but `{name}` is that address.
 */
export function fillAddress(template: string, names: Names): string {
  const whole = wholeName(template);
  if (whole !== undefined && names[whole] !== undefined) return names[whole];
  return replaceNames(template, names, (value) => {
    if (/^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(value)) return value;
    throw new ImportwatchError('config', `"${value}" cannot be a part of ${template}.`, {
      hint: 'Only letters, digits, hyphens and dots can.',
    });
  });
}

/** The name that a template is nothing but. */
export function wholeName(template: string): string | undefined {
  return /^\{([A-Za-z]\w*)\}$/.exec(template)?.[1];
}
