/** The README of every recording. */
export const readme = `# A recording of importwatch

These files hold the answers of a service to \`importwatch --record\`.

- \`recording.json\`: the profiles without their secrets, the imports, and how the command ended.
- \`0001.json\` and so on: one answer each, whenever it differed from the one before it to the same
  request. \`ms\` counts from the first request.

Credentials, cookies, signed addresses, e-mail addresses, host names and ids are replaced by
stand-ins. The same id has the same stand-in everywhere. Of a page or another text that isn't JSON,
at most the title or the first 4000 characters are kept. Times in the answers are unchanged.

**Look through the files before you share them.** importwatch can't know what is private in a
sentence, a file name, a product name or a path. You may edit or delete any file of an answer.

- See what importwatch reads: \`importwatch check --answer <this folder>\`
- Play it again: \`importwatch demo --replay <this folder>\`
`;
