export { createAsk } from './core/ask.ts';
export { ImportwatchError } from './core/errors.ts';
export type * from './core/events.ts';
export type * from './core/provider.ts';
export type { ImportSnapshot, ImportState } from './core/snapshot.ts';
export { providers } from './providers/index.ts';
