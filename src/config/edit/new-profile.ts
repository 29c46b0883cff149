/** A profile to be added to a configuration. */
export interface NewProfile {
  readonly name: string;
  /** As they are to be written. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly isDefault: boolean;
}
