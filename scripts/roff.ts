export type Rows = readonly (readonly [term: string, text: string])[];

export function section(title: string): string {
  return `.SH ${title}`;
}

export function list(rows: Rows): readonly string[] {
  return rows.flatMap(([term, about]) => ['.TP', `.B ${escaped(term)}`, text(about)]);
}

/** Escapes lines that start with a full stop or an apostrophe, which would be requests. */
export function text(line: string): string {
  const safe = escaped(line);
  return /^[.']/.test(safe) ? `\\&${safe}` : safe;
}

export function escaped(line: string): string {
  return line.replace(/\\/g, '\\e').replace(/-/g, '\\-').replace(/"/g, '\\(dq');
}
