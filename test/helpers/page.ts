import { chmodSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { emptyFolder, launcher, programFile } from './program.ts';
import { simulated } from './simulated.ts';

const docs = resolve(dirname(launcher), '..', 'docs');

export interface Block {
  readonly language: string;
  /** The file to save it as, given next to the language: `sh script=nightly.sh`. */
  readonly script: string | undefined;
  readonly text: string;
}

export function readPage(name: string): string {
  return readFileSync(join(docs, name), 'utf8');
}

/** The fenced code blocks of a page. */
export function blocksOf(page: string): readonly Block[] {
  const fences = page.matchAll(/^```(\w+)(?: script=(\S+))?\n(.*?)^```$/gms);
  return [...fences].map(([, language = '', script, text = '']) => ({ language, script, text }));
}

/** A machine as the pages assume it. The profiles `shop`, `assets` and `chat` all succeed. */
export async function pageStage() {
  const shop = await simulated('elevate');
  const assets = await simulated('oracle-commerce');
  const chat = await simulated('rocketchat');
  const profiles = {
    shop: { provider: 'elevate', ...shop.settings },
    assets: { provider: 'oracle-commerce', ...assets.settings },
    chat: { provider: 'rocketchat', ...chat.settings },
  };
  const [cwd, bin] = [emptyFolder(), emptyFolder()];
  const executable = (name: string, text: string) => {
    writeFileSync(join(cwd, name), text);
    chmodSync(join(cwd, name), 0o755);
  };
  writeFileSync(join(cwd, '.importwatchrc'), JSON.stringify({ profiles }));
  writeFileSync(join(cwd, 'products.xml'), '<operations/>');
  symlinkSync(programFile, join(bin, 'importwatch'));
  const env = {
    PATH: [bin, process.env['PATH']].join(delimiter),
    HOME: emptyFolder(),
    IMPORTWATCH_INTERVAL: '50ms',
    ELEVATE_URL: shop.url,
    ELEVATE_API_KEY: shop.settings['apiKey'] ?? '',
  };
  return { cwd, env, executable, shop };
}
