export interface ListFlags {
  readonly json?: boolean;
  readonly config?: string;
}
