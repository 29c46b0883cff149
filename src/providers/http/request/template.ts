import { pathSegment } from '../../../core/http/api-client.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import { type Json, parseJson } from '../../../core/text/json.ts';

/** What stands in a template for `{name}`. */
export type Names = Readonly<Record<string, string>>;

// `${NAME}` is the environment's.
const placeholders = /(?<!\$)\{([A-Za-z]\w*)\}/g;

/** The names that a text refers to as `{name}`. */
export function namesIn(text: string): readonly string[] {
  return [...text.matchAll(placeholders)].map(([, name = '']) => name);
}

/** The names for which a string in JSON text stands, being nothing but `{name}`. */
export function namesInJson(text: string): readonly string[] {
  return [...text.matchAll(/"\{([A-Za-z]\w*)\}"/g)].map(([, name = '']) => name);
}

/** The text with what it names put in as it is: for headers, queries and forms, which encode it. */
export function fill(template: string, names: Names): string {
  return template.replace(placeholders, (placeholder, name: string) =>
    Object.hasOwn(names, name) ? (names[name] as string) : placeholder,
  );
}

/** A path in which each name is a part of one segment. Throws `usage` for what cannot be one. */
export function fillPath(template: string, names: Names): string {
  return template.replace(placeholders, (placeholder, name: string) =>
    Object.hasOwn(names, name) ? pathSegment(names[name] as string) : placeholder,
  );
}

/**
 * An address with names in it, none of which can lead to another place than it says. A template
 * that is nothing but `{name}` is that address.
 */
export function fillAddress(template: string, names: Names): string {
  const whole = wholeName(template);
  if (whole !== undefined && names[whole] !== undefined) return names[whole];
  return template.replace(placeholders, (placeholder, name: string) => {
    const value = names[name];
    if (value === undefined) return placeholder;
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

/** JSON text in which a string that is nothing but `{name}` stands for a value, put in as a string. */
export function fillJson(template: string, names: Names): Json {
  return filled(parseJson(template), names);
}

function filled(json: Json, names: Names): Json {
  if (typeof json === 'string') {
    const name = wholeName(json) ?? '';
    return Object.hasOwn(names, name) ? (names[name] as string) : json;
  }
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map((element) => filled(element, names));
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, filled(value, names)]),
  );
}
