import type { OwnWarning } from '../../core/model/warning.ts';
import type { Subject } from '../../core/pacing/subject.ts';

/** What must be said before the first poll: that there will be no file. */
export function noFailedRecords(
  { failedRecords, service }: Subject,
  failedTo: string | undefined,
): readonly OwnWarning[] {
  if (failedTo === undefined || failedRecords !== undefined) return [];
  const message = `${service} doesn't report failed records to importwatch, so --failed-to writes no file.`;
  return [{ code: 'failed-records-missing', message }];
}
