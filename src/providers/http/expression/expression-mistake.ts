/** Where an expression is wrong, and how: the rest of a sentence about it. */
export class ExpressionMistake extends Error {
  /** In UTF-16 units from the beginning of the expression. */
  readonly start: number;
  readonly length: number;

  constructor(message: string, start: number, length: number) {
    super(message);
    this.start = start;
    this.length = length;
  }
}
