export { pathSegment } from './core/http/api-client.ts';
export type { ErrorCode, ErrorDetails, ErrorReport } from './core/model/errors.ts';
export { ImportwatchError } from './core/model/errors.ts';
export type { Estimate } from './core/model/estimates.ts';
export type * from './core/model/events.ts';
export type { Outcome } from './core/model/outcome.ts';
export type { GateReport, RecordLimit } from './core/model/records/gates.ts';
export {
  type ImportSnapshot,
  type ImportState,
  type SnapshotFields,
  snapshot,
} from './core/model/snapshot.ts';
export type { Warning } from './core/model/warning.ts';
export type { Answer, ApiClient, ApiRequest } from './core/provider/api-request.ts';
export type { ErrorMapping } from './core/provider/error-mapping.ts';
export type { Setting, Settings } from './core/provider/field.ts';
export type { Connection, Provider, ProviderContext } from './core/provider/provider.ts';
export { defineProvider } from './core/provider/provider.ts';
export { asCount, asText, asTime, at, type Json } from './core/text/json.ts';
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
