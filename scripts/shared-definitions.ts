/** In characters. Shorter parts hardly repeat, and are easier to read in place. */
const leastLength = 90;

/**
 * The same JSON Schema, with each long part that occurs several times moved to a shared definition.
 * `$defs` is shorter than `definitions`, and is named more than a thousand times.
 */
export function withSharedDefinitions(schema: object): object {
  const uses = new Map<string, number>();
  const names = new Map<string, string>();
  const definitions: Record<string, unknown> = {};

  function count(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    const text = JSON.stringify(value);
    uses.set(text, (uses.get(text) ?? 0) + 1);
    // Everything below a shared part is used only once, by that part.
    if (uses.get(text) === 1 || !canStandAlone(value, text)) {
      for (const each of Object.values(value)) count(each);
    }
  }

  function compact(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const text = JSON.stringify(value);
    if (!canStandAlone(value, text) || uses.get(text) === 1) return below(value);
    const name = names.get(text) ?? `${names.size + 1}`;
    if (!names.has(text)) {
      names.set(text, name);
      definitions[name] = below(value);
    }
    return { $ref: `#/$defs/${name}` };
  }

  function below(value: object): unknown {
    if (Array.isArray(value)) return value.map((each) => compact(each));
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, compact(each)]));
  }

  count(schema);
  return { ...(below(schema) as object), $defs: definitions };
}

function canStandAlone(value: object, text: string): boolean {
  return ('type' in value || 'anyOf' in value) && text.length >= leastLength;
}
