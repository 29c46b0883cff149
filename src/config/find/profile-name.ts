/** What is wrong with the name of a profile, as the rest of a sentence. */
export const profileName = {
  pattern: /^(?!-)[^\s:\p{C}]+$/u,
  message: 'cannot be a name: it must have no space or colon and not begin with "-".',
};
