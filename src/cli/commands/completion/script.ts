/** The text of a shell script, written as it is but for `\${`, which stands for a dollar and a brace. */
export function script({ raw: [text = ''] }: TemplateStringsArray): string {
  return text.replaceAll('\\${', () => '${');
}
