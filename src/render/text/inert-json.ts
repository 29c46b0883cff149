/** JSON in which every character is escaped that could act on a terminal, or on a CI runner: `##…[`. */
export function inertJson(value: unknown, indent?: number): string {
  const json = JSON.stringify(value, undefined, indent);
  return json.replace(/[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]|#(?=\w*\[)/gu, escaped);
}

function escaped(character: string): string {
  const units = character.split('').map((unit) => unit.charCodeAt(0).toString(16));
  return units.map((hex) => `\\u${hex.padStart(4, '0')}`).join('');
}
