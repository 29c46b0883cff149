import { lineBreak, plainAt, type Reading, readingsAt } from './escapes.ts';

/** So much of a long secret is no coincidence: that part is hidden, as far as it goes. */
const telling = 32;
/** JSON escapes a character with this many backslashes if it is nested five times. */
const mostSpare = 31;
/** So much of a secret is hidden before an ellipsis, which marks a cut. */
const leastCut = 3;

/** Follows a text as far as it spells a form, in every possible reading. */
export function endOf(form: string, text: string, start: number): number {
  let same = 0;
  while (same < form.length && plainAt(text, start + same) === form[same]) same += 1;
  // In most places no form begins, and plain characters have only one reading.
  if (same < Math.min(leastCut, form.length) && plainAt(text, start + same)) return start;
  let best: Place = { at: start + same, length: same, spare: 0 };
  const seen = new Set<number>();
  const open = [best];
  for (let state = open.pop(); state; state = open.pop()) {
    let { at, length, spare } = state;
    while (length < form.length && at < text.length) {
      const plain = plainAt(text, at);
      if (plain !== undefined) {
        if (plain !== form[length]) break;
        at += 1;
        length += 1;
        spare = 0;
        continue;
      }
      const place = { at, length, spare };
      const [step, ...others] = readingsAt(text, at).flatMap(
        (reading) => stepOn(form, place, reading) ?? [],
      );
      for (const other of others) {
        const key = other.at * (form.length + 1) + other.length;
        if (!seen.has(key)) open.push(other);
        seen.add(key);
      }
      if (step === undefined) break;
      ({ at, length, spare } = step);
    }
    if (length > best.length || (length === best.length && at > best.at))
      best = { at, length, spare };
  }
  const { at, length } = best;
  if (length === form.length || length >= telling) return at;
  const [cut] = length < leastCut ? [] : (cutAfter.exec(text.slice(at, at + 16)) ?? []);
  return cut === undefined ? start : at + cut.length;
}

/** How far both are read. `spare`: the last signs of wrapped lines and escapes in the text. */
interface Place {
  readonly at: number;
  readonly length: number;
  readonly spare: number;
}

function stepOn(
  form: string,
  { length, spare }: Place,
  { means, next }: Reading,
): Place | undefined {
  const expected = means === lineBreak ? ' ' : means;
  if (form.startsWith(expected, length))
    return { at: next, length: length + expected.length, spare: 0 };
  if (means === ' ')
    return isSpareBlank(form[length - 1]) ? { at: next, length, spare } : undefined;
  const isAdded = length > 0 && (means === lineBreak || means === '\\') && spare < mostSpare;
  return isAdded ? { at: next, length, spare: spare + 1 } : undefined;
}

/** Part of an escape that was cut before an ellipsis. */
const cutAfter = /^(?:[%\\&][\w#%\\]{0,11})?(?=\u2026|\.\.\.)/;

/** A blank that the secret doesn't have: one of a run, or put by `plainText` into a command. */
function isSpareBlank(before = ''): boolean {
  return /[ :#]/.test(before);
}
