export type { Answer, Ask } from './core/ask.ts';
export { pathSegment } from './core/ask.ts';
export type { Dialect } from './core/dialect.ts';
export type { ErrorCode, ErrorDetails, ErrorReport } from './core/errors.ts';
export { ImportwatchError } from './core/errors.ts';
export type { Estimate } from './core/estimate.ts';
export type * from './core/events.ts';
export type { Question } from './core/http.ts';
export { asCount, asText, asTime, at, type Json } from './core/json.ts';
export type { Outcome } from './core/outcome.ts';
export type { Connection, Means, Provider, Setting, Settings } from './core/provider.ts';
export { defineProvider } from './core/provider.ts';
export {
  type ImportSnapshot,
  type ImportState,
  type SnapshotFields,
  snapshot,
  type Warning,
} from './core/snapshot.ts';
export type {
  ConnectionChoices,
  Duration,
  GroupChoices,
  ImportRequest,
  Interruptible,
  ProviderName,
  SettingsOf,
  WaitChoices,
} from './library/request.ts';
export { getStatus, waitForImport, watchImport, watchImports } from './library/watch-imports.ts';
export { providers } from './providers/index.ts';
