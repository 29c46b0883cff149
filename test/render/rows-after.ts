import type { WatchEvent } from '../../src/core/model/events.ts';
import { createView, type Row } from '../../src/render/state/view.ts';

/** The rows of a view after these events. */
export function rowsAfter(events: readonly WatchEvent[]): readonly Row[] {
  const view = createView();
  for (const event of events) view.handle(event);
  return view.rows;
}
