/** A mistake in an expression. The message continues a sentence whose subject is the expression. */
export class ExpressionMistake extends Error {
  /** In UTF-16 units from the start of the expression. */
  readonly start: number;
  readonly length: number;

  constructor(message: string, start: number, length: number) {
    super(message);
    this.start = start;
    this.length = length;
  }
}
