/** Code, a picture that is a paragraph, or a link. Code comes first: links in it aren't links. */
const parts = [
  /^ *(?<fence>`{3,}).*?^ *\k<fence>$/,
  /(?<!`)(?<ticks>`+)(?!`)(?:(?!\n\n).)+?(?<!`)\k<ticks>(?!`)/,
  /^!\[[^\]]*\]\((?<picture>[^)]+)\)\n\n/,
  /\[(?<text>(?:`[^`]+`|[^\]`])*)\]\((?<page>[^)]+)\)/,
];
const pattern = new RegExp(parts.map(({ source }) => source).join('|'), 'gms');

/** The Markdown with its dead links as plain text, and without pictures that aren't there. */
export function withoutDeadLinks(markdown, isThere) {
  return markdown.replace(pattern, (part, ...rest) => {
    const { picture, text = '', page } = rest.at(-1);
    const target = picture ?? page;
    return target === undefined || isThere(target) ? part : text;
  });
}
