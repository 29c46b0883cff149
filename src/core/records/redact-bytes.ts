type Redact = (text: string) => string;

/**
 * Hides secrets in bytes that may be of any encoding, and changes nothing else. Bytes that aren't
 * UTF-8 are read as one character each, in which a secret of ASCII characters is found as well.
 */
export function redactBytes(bytes: Buffer, redact: Redact): Buffer {
  const text = utf8Of(bytes);
  const encoding = text === undefined ? 'latin1' : 'utf8';
  const before = text ?? bytes.toString('latin1');
  const after = redact(before);
  if (after !== before) return Buffer.from(after, encoding);
  const letters = before.replaceAll('\0', '');
  return letters !== before && redact(letters) !== letters ? redactUtf16(bytes, redact) : bytes;
}

/** Undefined if it isn't valid UTF-8. */
export function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** In either order of bytes, from either place: a part of a text may begin within a character. */
function redactUtf16(bytes: Buffer, redact: Redact): Buffer {
  for (const isSwapped of [false, true]) {
    for (const start of [0, 1]) {
      const end = bytes.length - ((bytes.length - start) % 2);
      const units = Buffer.from(bytes.subarray(start, end));
      const before = (isSwapped ? units.swap16() : units).toString('utf16le');
      const after = redact(before);
      if (after === before) continue;
      const changed = Buffer.from(after, 'utf16le');
      const parts = [bytes.subarray(0, start), isSwapped ? changed.swap16() : changed];
      return Buffer.concat([...parts, bytes.subarray(end)]);
    }
  }
  return bytes;
}
