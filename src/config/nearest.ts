/** The name likeliest meant by a misspelt one; `undefined` if none is near. */
export function nearest(word: string, names: Iterable<string>): string | undefined {
  const bare = bareName(word);
  if (bare.length > 60) return undefined;
  const ranked = [...names]
    .map((name) => ({ name, distance: distance(bare, bareName(name)) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best && best.distance <= Math.max(1, bare.length / 3) ? best.name : undefined;
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(word: string, names: Iterable<string>): string {
  const name = nearest(word, names);
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}

/** Case and separators make no difference to what was meant. */
function bareName(name: string): string {
  return name.toLowerCase().replace(/[-_. ]/g, '');
}

/** Levenshtein. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
