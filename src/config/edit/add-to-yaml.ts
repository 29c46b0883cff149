import type { Document, Pair, YAMLMap } from 'yaml';
import type { NewProfile } from './new-profile.ts';

type Yaml = typeof import('yaml');

/**
 * YAML with one more profile, in all possible ways, the smallest change first: as inserted lines,
 * or by rewriting the whole document, which keeps comments but not their places.
 */
export async function addToYaml(text: string, profile: NewProfile): Promise<readonly string[]> {
  const yaml = await import('yaml');
  const document = yaml.parseDocument(text);
  const top = document.contents;
  if (document.errors.length > 0 || (top !== null && !yaml.isMap(top))) return [];
  const { name, values, isDefault } = profile;
  const between =
    top === null
      ? `${text}${lineBreakAfter(text)}${block(yaml, { profiles: { [name]: values } }, '')}`
      : top.flow
        ? undefined
        : putBetween(yaml, text, top as BlockMap, profile);
  const withDefault =
    between === undefined || !isDefault ? between : setDefault(yaml, between, profile);
  return [withDefault, anew(yaml, document, profile)]
    .filter((candidate) => candidate !== undefined)
    .map((candidate) => (text.includes('\r\n') ? candidate.replace(/\r?\n/g, '\r\n') : candidate));
}

function anew(
  yaml: Yaml,
  document: Document,
  { name, values, isDefault }: NewProfile,
): string | undefined {
  const profiles = document.get('profiles') ?? undefined;
  if (profiles !== undefined && !yaml.isMap(profiles)) return undefined;
  if (profiles === undefined) document.set('profiles', document.createNode({}));
  document.setIn(['profiles', name], document.createNode(values));
  if (isDefault) document.set('defaultProfile', name);
  return hasLostAnchor(yaml, document) ? undefined : document.toString({ lineWidth: 0 });
}

/** Another profile repeats one that was replaced. */
function hasLostAnchor(yaml: Yaml, document: Document): boolean {
  let isLost = false;
  yaml.visit(document, {
    Alias(_key, alias) {
      isLost ||= alias.resolve(document) === undefined;
    },
  });
  return isLost;
}

type BlockMap = YAMLMap<{ readonly range?: readonly number[] | null; readonly value?: unknown }>;

function putBetween(
  yaml: Yaml,
  text: string,
  top: BlockMap,
  { name, values }: NewProfile,
): string | undefined {
  const profiles = top.items.find(({ key }) => key.value === 'profiles')?.value;
  if (profiles === undefined) {
    return `${text}${lineBreakAfter(text)}${block(yaml, { profiles: { [name]: values } }, '')}`;
  }
  if (!yaml.isMap(profiles) || profiles.flow || profiles.items.length === 0) return undefined;
  const items = (profiles as BlockMap).items;
  const indent = indentOf(text, startOf(items[0]));
  if (indent === undefined) return undefined;
  const lines = block(yaml, { [name]: values }, indent);
  const there = items.find(({ key }) => key.value === name);
  const at = endOf(text, there ?? items.at(-1), indent.length);
  const from = there ? startOf(there) - indent.length : at;
  const before = text.slice(0, from);
  return `${before}${lineBreakAfter(before)}${lines}${text.slice(at)}`;
}

/** After the last line of a pair, and after comments that are indented like its content. */
function endOf(text: string, pair: Pair | undefined, indent: number): number {
  const end = rangeOf(pair?.value)?.[1] ?? rangeOf(pair?.key)?.[1] ?? text.length;
  let at = nextLine(text, text[end - 1] === '\n' ? end - 1 : end);
  for (let next = at; next < text.length; ) {
    const line = text.slice(next, nextLine(text, next));
    const isComment = /^[ \t]*#/.test(line) && line.search(/#/) > indent;
    if (!isComment && line.trim() !== '') break;
    next += line.length;
    if (isComment) at = next;
  }
  return at;
}

function setDefault(yaml: Yaml, text: string, { name }: NewProfile): string {
  const top = yaml.parseDocument(text).contents;
  const pair = yaml.isMap(top)
    ? (top as BlockMap).items.find(({ key }) => key.value === 'defaultProfile')
    : undefined;
  const line = block(yaml, { defaultProfile: name }, '');
  if (pair === undefined) return `${text}${lineBreakAfter(text)}${line}`;
  const [from = 0, to = 0] = rangeOf(pair.value) ?? [];
  return text.slice(0, from) + line.trimEnd().replace(/^defaultProfile: /, '') + text.slice(to);
}

/** A reference to a secret takes one line: `{ file: path }`. */
function block(yaml: Yaml, value: object, indent: string): string {
  const document = new yaml.Document(value);
  yaml.visit(document, {
    Map(_key, node) {
      if (isReference(node)) node.flow = true;
    },
  });
  const text = document.toString({ lineWidth: 0 });
  return text.replace(/^(?=.)/gm, indent);
}

function isReference({ items: [first, second] }: YAMLMap): boolean {
  const key = String((first?.key as { value?: unknown } | undefined)?.value);
  return second === undefined && ['env', 'file', 'command'].includes(key);
}

function startOf(pair: Pair | undefined): number {
  return rangeOf(pair?.key)?.[0] ?? 0;
}

function rangeOf(node: unknown): readonly number[] | undefined {
  return (
    (node as { readonly range?: readonly number[] | null } | null | undefined)?.range ?? undefined
  );
}

/** The blanks before a position on its line. `undefined` if there is anything else. */
function indentOf(text: string, at: number): string | undefined {
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  return /^ *$/.test(before) ? before : undefined;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function lineBreakAfter(text: string): string {
  return text === '' || text.endsWith('\n') ? '' : '\n';
}
