// Watches an import that is already running in Voyado Elevate and prints its outcome.
//
//   ELEVATE_URL=… ELEVATE_API_KEY=… node examples/watch-import.mjs 5537431447739019570
import { ImportwatchError, watchImport } from 'importwatch';

const { ELEVATE_URL: baseUrl, ELEVATE_API_KEY: apiKey } = process.env;
const [, , id] = process.argv;

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());

try {
  const events = watchImport({
    provider: 'elevate',
    settings: { baseUrl, apiKey },
    id,
    timeout: '2h',
    stallTimeout: '30m',
    signal: interrupt.signal,
  });
  for await (const event of events) {
    switch (event.type) {
      case 'progress':
        console.log(event.snapshot.vendorState, event.snapshot.message ?? '');
        break;
      case 'retry':
        console.warn(`${event.error.message} Retrying in ${event.delayMs / 1000} s.`);
        break;
      case 'result':
        console.log(`${event.outcome} after ${event.polls} polls`);
        process.exitCode = event.exitCode;
    }
  }
} catch (error) {
  if (!(error instanceof ImportwatchError)) throw error;
  console.error(error.message, error.hint ?? '');
  process.exitCode = error.exitCode;
}
