/** The text of a shell script, verbatim except for `\${`, which stands for a dollar and a brace. */
export function script({ raw: [text = ''] }: TemplateStringsArray): string {
  return text.replaceAll('\\${', () => '${');
}
