/** The README of every recording. */
export const readme = `# A recording of importwatch

importwatch saved these answers of a service with \`--record\`.

- \`recording.json\`: the profiles without their secrets, the imports, and how the command ended.
- \`0001.json\` and so on: one answer each, if it differs from the previous answer to the same
  request. \`ms\` is the time since the first request.

importwatch has replaced credentials, cookies, signed addresses, e-mail addresses, host names and
ids, each in the same way everywhere. If an answer isn't JSON, the file has at most its title or its
first 4000 characters. Times in the answers are unchanged.

**Read the files before you share them.** importwatch can't tell whether a sentence, a file name, a
product name or a path is private. You can edit or delete any file with an answer.

- To see how importwatch reads it: \`importwatch check --answer <this folder>\`
- To replay it: \`importwatch demo --replay <this folder>\`
`;
