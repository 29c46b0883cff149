/** The most likely name for a misspelled or shortened one. `undefined` if none is similar. */
export function nearest(word: string, names: Iterable<string>): string | undefined {
  const bare = bareName(word);
  if (bare.length > 60) return undefined;
  const ranked = [...names]
    .map((name) => ({ name, distance: distance(bare, bareName(name)) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  const allowed = bare.length < 3 ? 0 : Math.max(1, bare.length / 3);
  if (best && best.distance <= allowed) return best.name;
  if (bare.length < 3) return undefined;
  return ranked.find(({ name }) => bareName(name).startsWith(bare))?.name;
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(word: string, names: Iterable<string>): string {
  const name = nearest(word, names);
  return name === undefined ? '' : ` Did you mean "${name}"?`;
}

/** Ignores case and separators. */
function bareName(name: string): string {
  return name.toLowerCase().replace(/[-_. ]/g, '');
}

/** Optimal string alignment: characters inserted, deleted, replaced, or swapped with the next. */
function distance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(i - 2, j - 2) + 1 : 99;
      row.push(Math.min(replaced, swapped, at(i - 1, j) + 1, at(i, j - 1) + 1));
    }
  }
  return at(a.length, b.length);
}
