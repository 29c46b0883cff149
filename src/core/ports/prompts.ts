/** Prompts for a person, as passed in. They reject with a `Stop` if the person aborts them. */
export interface Prompts {
  text(question: TextQuestion): Promise<string>;
  select<T extends string>(question: SelectQuestion<T>): Promise<T>;
  confirm(question: ConfirmQuestion): Promise<boolean>;
}

interface TextQuestion {
  readonly message: string;
  /** Added to the message. */
  readonly example?: string | undefined;
  /** The answer if the person only presses Enter. */
  readonly usual?: string | undefined;
  /** The answer can be empty. */
  readonly optional?: boolean;
  /** The problem of an answer that isn't empty, as a sentence. */
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
  /** What to do if nothing in the list matches: a sentence. */
  readonly otherwise?: string;
}

interface ConfirmQuestion {
  readonly message: string;
  readonly initial: boolean;
}

/** A line that shows that something is under way. Off a terminal it shows nothing. */
export interface Spinner {
  show(text: string): void;
  /** Takes the line away. Another one can be shown. */
  hide(): void;
}
