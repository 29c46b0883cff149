/** Counts for how many polls in a row a condition has been true, by import. */
export interface ConsecutivePolls {
  /** Records one more poll and returns the length of the run, including this poll. */
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
