import { isSecretName } from '../../core/provider/errors/sensitive-names.ts';
import type { FilledText } from '../../core/provider/provider.ts';
import { isIgnoredSecret, isWeakSecret } from '../../core/text/secret-forms.ts';
import { isPrintableAscii } from '../../core/text/text.ts';

/**
 * What a service may repeat of a secret text: all of it, the values in it, the credentials behind a
 * scheme, the password of a user, the values of cookies. Of a text that is complete only with a
 * request, the parts that can't be an ordinary word.
 */
export function secretParts(
  { pieces, inserted }: FilledText,
  isPair: boolean | undefined,
): readonly string[] {
  const parts = [
    ...pieces.flatMap((text) => [text, ...credentialsIn(text, isPair)]),
    ...inserted,
  ].filter((part) => part.trim() !== '');
  return pieces.length === 1 ? parts : parts.filter((part) => !isWeakSecret(part));
}

/** The texts in JSON whose names are those of secrets, unless they look ordinary or are inserted. */
export function secretsInJson(json: string): readonly string[] {
  const tokens = json.match(/"(?:[^"\\]|\\.)*"|[:,[\]{}]/g) ?? [];
  return tokens.flatMap((name, index) => {
    const [colon, quoted = ''] = tokens.slice(index + 1, index + 3);
    if (colon !== ':' || !quoted.startsWith('"')) return [];
    const value = String(JSON.parse(quoted));
    return isSecretName(name) && !isWeakSecret(value) && !/[{}]/.test(value) ? [value] : [];
  });
}

function credentialsIn(text: string, isPair: boolean | undefined): readonly string[] {
  if (isPair) return ofPair(text);
  const [, behindScheme] = /^\s*[A-Za-z][\w-]*\s+(\S+)\s*$/.exec(text) ?? [];
  const pair = decodedPair(behindScheme ?? text);
  return [
    ...(behindScheme === undefined ? [] : [behindScheme]),
    ...(pair === undefined ? [] : [pair, ...ofPair(pair)]),
    ...namedValues(text),
  ];
}

/** The password, or the user if the password is none: some services take a key as the user. */
function ofPair(pair: string): readonly string[] {
  const colon = pair.indexOf(':');
  if (colon < 0) return [];
  const [user, password] = [pair.slice(0, colon), pair.slice(colon + 1)];
  if (isIgnoredSecret(password)) return [user];
  return isWeakSecret(password) && !isWeakSecret(user) ? [password, user] : [password];
}

/** `user:password`, as Basic authorization has it. */
function decodedPair(base64: string): string | undefined {
  if (!/^[\w+/-]+={0,2}$/.test(base64)) return undefined;
  const text = Buffer.from(base64, 'base64').toString();
  return isPrintableAscii(text) && text.includes(':') ? text : undefined;
}

/** The values in `SID=…; a=b`, and in the parameters of a scheme, unless they look ordinary. */
function namedValues(text: string): readonly string[] {
  const found = text.matchAll(/([^\s=;,"]+)=(?:"([^"]*)"|([^\s;,"]+))/g);
  return [...found].flatMap(([, name = '', quoted, plain = '']) => {
    const value = quoted ?? plain;
    return isSecretName(name) || !isWeakSecret(value) ? [value] : [];
  });
}
