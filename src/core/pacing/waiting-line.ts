/**
 * Those who wait, in their order. A step costs the same, however many they are: to look for the
 * first in a `Set`, or to shift an array, takes the longer, the more have left or are behind.
 */
export interface Line<T> {
  /** Adds one at the end; the function that is returned takes it out. */
  join(value: T): () => void;
  readonly first: T | undefined;
  /** The first that satisfies it. This one looks at all. */
  find(isIt: (value: T) => boolean): T | undefined;
}

interface Place<T> {
  readonly value: T;
  before: Place<T> | undefined;
  behind: Place<T> | undefined;
}

export function createLine<T>(): Line<T> {
  let first: Place<T> | undefined;
  let last: Place<T> | undefined;

  return {
    join(value) {
      const place: Place<T> = { value, before: last, behind: undefined };
      if (last) last.behind = place;
      else first = place;
      last = place;
      let isIn = true;
      return () => {
        if (!isIn) return;
        isIn = false;
        const { before, behind } = place;
        if (before) before.behind = behind;
        else first = behind;
        if (behind) behind.before = before;
        else last = before;
        // Garbage that points to what is alive would keep it alive with it.
        place.before = place.behind = undefined;
      };
    },
    get first() {
      return first?.value;
    },
    find(isIt) {
      for (let place = first; place; place = place.behind) {
        if (isIt(place.value)) return place.value;
      }
      return undefined;
    },
  };
}
