/** Shorter parts are easier to read where they stand. */
const leastLength = 150;

/** The same JSON Schema, in which a long part that stands in several places is said once. */
export function withSharedDefinitions(schema: object): object {
  const uses = new Map<string, number>();
  const names = new Map<string, string>();
  const definitions: Record<string, unknown> = {};

  function count(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    const text = JSON.stringify(value);
    uses.set(text, (uses.get(text) ?? 0) + 1);
    // What is below a part that will be said once is used once by it.
    if (uses.get(text) === 1 || !canStandAlone(value, text)) {
      for (const each of Object.values(value)) count(each);
    }
  }

  function compact(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    const text = JSON.stringify(value);
    if (!canStandAlone(value, text) || uses.get(text) === 1) return below(value);
    const name = names.get(text) ?? `shared-${names.size + 1}`;
    if (!names.has(text)) {
      names.set(text, name);
      definitions[name] = below(value);
    }
    return { $ref: `#/definitions/${name}` };
  }

  function below(value: object): unknown {
    if (Array.isArray(value)) return value.map((each) => compact(each));
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, compact(each)]));
  }

  count(schema);
  return { ...(below(schema) as object), definitions };
}

function canStandAlone(value: object, text: string): boolean {
  return ('type' in value || 'anyOf' in value) && text.length >= leastLength;
}
