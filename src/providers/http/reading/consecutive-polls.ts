/** For how many polls in a row something has been true, by import. */
export interface ConsecutivePolls {
  /** With one more poll; gives the number of them in a row, this one included. */
  next(id: string, isTrue: boolean): number;
}

export function createConsecutivePolls(): ConsecutivePolls {
  const counts = new Map<string, number>();
  return {
    next(id, isTrue) {
      const count = isTrue ? (counts.get(id) ?? 0) + 1 : 0;
      counts.set(id, count);
      return count;
    },
  };
}
