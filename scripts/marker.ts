/** Comes before the generated part of a document. */
export const marker = '<!-- from here on made from the code by npm run docs -->';
