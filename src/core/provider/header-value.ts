/** Whether a header can have this value (RFC 9110, 5.5). Node.js sends no other. */
export function isHeaderValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}
