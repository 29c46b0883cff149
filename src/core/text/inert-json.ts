/** JSON that escapes every character that a terminal or a CI runner (`##…[`) could interpret. */
export function inertJson(value: unknown, indent?: number): string {
  return inert(JSON.stringify(value, undefined, indent));
}

/** The same for text that is JSON. */
export function inert(json: string): string {
  return json.replace(/[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]|#(?=\w*\[)/gu, escaped);
}

function escaped(character: string): string {
  const units = character.split('').map((unit) => unit.charCodeAt(0).toString(16));
  return units.map((hex) => `\\u${hex.padStart(4, '0')}`).join('');
}
