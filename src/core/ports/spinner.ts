/** A line that shows that something is under way; off a terminal it shows nothing. */
export interface Spinner {
  show(text: string): void;
  /** Takes the line away; another one can be shown. */
  hide(): void;
}
