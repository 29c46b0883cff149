// For Stryker: words that people read and no logic does are not worth a mutant. Whether they are
// there is tested: test/providers/settings.test.ts, docs/errors.md.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const words = new Set(['about', 'cause', 'remedy', 'describe', 'example', 'title', 'docs']);

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'words', {
    shouldIgnore(path) {
      const { parent } = path;
      const isText = path.isStringLiteral() || path.isTemplateLiteral();
      if (!isText || parent?.type !== 'ObjectProperty' || parent.value !== path.node) return;
      return words.has(parent.key.name) ? 'words for people' : undefined;
    },
  }),
];
