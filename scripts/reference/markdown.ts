/** A Markdown table. Escapes bars, which would end a cell. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

export function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** The phrase with a capital letter and a full stop. */
export function sentence(phrase: string): string {
  const stop = /[.!?]$/.test(phrase) ? '' : '.';
  return `${phrase[0]?.toUpperCase() ?? ''}${phrase.slice(1)}${stop}`;
}

/** The phrase with a capital letter. */
export function capitalized(phrase: string): string {
  return `${phrase[0]?.toUpperCase() ?? ''}${phrase.slice(1)}`;
}
