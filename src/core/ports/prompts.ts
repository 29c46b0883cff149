/** Questions to a person, as handed in. Who refuses to answer interrupts: they reject with a `Stop`. */
export interface Prompts {
  text(question: TextQuestion): Promise<string>;
  select<T extends string>(question: SelectQuestion<T>): Promise<T>;
  confirm(question: ConfirmQuestion): Promise<boolean>;
}

interface TextQuestion {
  readonly message: string;
  readonly example?: string | undefined;
  /** What stands there already. */
  readonly initial?: string | undefined;
  /** What is wrong with an answer, which is not empty: a sentence. */
  readonly check?: ((answer: string) => string | undefined) | undefined;
}

interface SelectQuestion<T extends string> {
  readonly message: string;
  readonly options: readonly {
    readonly value: T;
    readonly label: string;
    readonly hint?: string | undefined;
  }[];
  readonly initial?: T | undefined;
}

interface ConfirmQuestion {
  readonly message: string;
  readonly initial: boolean;
}
