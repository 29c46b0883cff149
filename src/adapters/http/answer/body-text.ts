/**
 * The text of a body: by its byte order mark, otherwise by the charset of its `Content-Type`,
 * otherwise as UTF-8, which is also JSON's. The mark isn't part of the text.
 */
export function bodyText(body: Buffer, contentType = ''): string {
  const charset =
    markedCharset(body) ?? /;\s*charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType)?.[1];
  const decoder = decoderFor(charset);
  const text = decoder.decode(body);
  return decoder.encoding === 'windows-1252' ? withWindowsCharacters(text) : text;
}

function markedCharset([first, second, third]: Buffer): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return undefined;
}

function decoderFor(charset = 'utf-8'): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

/** 0x80 to 0x9F of windows-1252 (https://encoding.spec.whatwg.org/index-windows-1252.txt). */
const windowsCharacters = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8DŽ\x8F\x90‘’“”•–—˜™š›œ\x9DžŸ';

/** The `TextDecoder` of Node.js 20 takes windows-1252 for Latin-1, which has controls there. */
function withWindowsCharacters(text: string): string {
  return text.replace(/[\x80-\x9F]/g, (c) => windowsCharacters.charAt(c.charCodeAt(0) - 0x80));
}
