/**
 * The text of a body: by its byte order mark, otherwise by the charset of its `Content-Type`,
 * otherwise as UTF-8, which is also JSON's. The mark isn't part of the text.
 */
export function decode(body: Buffer, contentType = ''): string {
  const charset =
    markedCharset(body) ?? /;\s*charset\s*=\s*["']?([^"';\s]+)/i.exec(contentType)?.[1];
  return decoderFor(charset).decode(body);
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
