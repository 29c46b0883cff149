/** A profile to be added to a configuration. */
export interface NewProfile {
  readonly name: string;
  /** As they will be written. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly isDefault: boolean;
}
