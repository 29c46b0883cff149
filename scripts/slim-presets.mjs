/**
 * Reduces the declaration of the presets to what decides a type: names, settings, and which of them
 * are required or a choice. The rest would be most of the package's types.
 */
export function slimPresets(text) {
  const kept = [];
  let dropping;
  for (const line of text.split('\n')) {
    const { indent, key } = /^(?<indent> *)(?:readonly (?<key>[\w-]+|'[^']+'): )?/.exec(
      line,
    ).groups;
    const depth = indent.length / 4;
    if (dropping !== undefined) {
      if (depth === dropping) dropping = undefined;
    } else if (key === undefined || decides(key, depth)) {
      kept.push(line.trimStart());
    } else if (!line.endsWith(';')) {
      dropping = depth;
    }
  }
  return kept.join('\n');
}

/** The name of a preset is at depth 1, its keys at 2, its settings at 3, their properties at 4. */
function decides(key, depth) {
  if (depth === 1) return true;
  if (depth === 2) return ['name', 'id', 'settings'].includes(key);
  if (depth === 3) return key === 'required' || !['describe', 'example'].includes(key);
  return ['required', 'choices'].includes(key);
}
