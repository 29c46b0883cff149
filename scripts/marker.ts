/** What stands in a document before the part that follows from the code. */
export const marker = '<!-- from here on made from the code by npm run docs -->';
