// Tells Stryker to skip texts for people, which no logic reads. test/providers/settings.test.ts
// checks that they exist.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const words = new Set(['describe', 'example', 'title', 'docs']);

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'words', {
    shouldIgnore: (path) =>
      isText(path) || isMadeOfWords(path.node) ? 'words for people' : undefined,
  }),
];

function isText({ node, parent }) {
  const isString = node.type === 'StringLiteral' || node.type === 'TemplateLiteral';
  return isString && isWord(parent) && parent.value === node;
}

/** An object that holds nothing else. Without it, the types would be wrong. */
function isMadeOfWords({ type, properties }) {
  return type === 'ObjectExpression' && properties.length > 0 && properties.every(isWord);
}

function isWord(node) {
  return node?.type === 'ObjectProperty' && words.has(node.key.name);
}
