/** The failed records of an import, as they were written. */
export interface FailedRecords {
  /** How many, if they were counted: one line each. */
  readonly count?: number;
  /** There are more. */
  readonly isCut?: boolean;
}
