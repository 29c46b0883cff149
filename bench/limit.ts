// Many imports at a service with a limit of requests per minute, in virtual time: whether
// importwatch polls each import in turn, and how soon it notices the end. Then one request for many
// imports, compared with one request for each, without a limit.
import { type ServiceOptions, watchAtService } from '../test/helpers/watch-at-service.ts';

const say = (line = '') => process.stdout.write(`${line}\n`);
const row = (cells: readonly (string | number)[]) =>
  say(
    cells
      .map((cell, index) => (index ? String(cell).padStart(12) : String(cell).padEnd(34)))
      .join(''),
  );
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const p95 = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;
const perMinute = 60;
/** The longest time between two polls of an import, in turns. A turn polls every import once. */
const mostOfTurn = 4 / 3;
/** Allowed on top, for requests waiting in the queue and the longest pause of the schedule. */
const slackMs = 40_000;

let missed = 0;
const miss = (isMissed: boolean) => {
  if (isMissed) missed += 1;
  return isMissed ? 'MISSED' : '';
};

say(`Imports at a service that allows ${perMinute} requests per minute and reports that`);
row(['imports', 'a turn takes', 'longest gap', 'refused', 'mean delay', '95 % below']);
for (const imports of [10, 100, 1000]) {
  const turnMs = (imports / perMinute) * 60_000;
  const options = { imports, perMinute, meanMs: Math.max(600_000, 3 * turnMs) };
  const delays: number[] = [];
  for (const withoutForecasts of [false, true]) {
    const { refused, delaysMs, longestGapMs } = await watchAtService({
      ...options,
      withoutForecasts,
    });
    delays.push(mean(delaysMs));
    row([
      withoutForecasts ? '  without forecasts, for comparison' : imports,
      seconds(turnMs),
      seconds(longestGapMs),
      refused,
      seconds(mean(delaysMs)),
      seconds(p95(delaysMs)),
      withoutForecasts
        ? miss((delays[0] ?? 0) > (delays[1] ?? 0))
        : miss(refused > 0 || longestGapMs > turnMs * mostOfTurn + slackMs),
    ]);
  }
}
row(['goal', '', `${mostOfTurn.toFixed(2)} turns`, 0, 'less than', 'without']);

say('\nOne request for many imports or one for each, no limit, imports of about 10 minutes');
row(['imports', 'requests', 'per import', 'mean delay', '95 % below']);
for (const imports of [100, 1000]) {
  const found: number[] = [];
  for (const many of [false, true]) {
    const options: ServiceOptions = { imports, meanMs: 600_000, many };
    const { requests, delaysMs } = await watchAtService(options);
    found.push(requests);
    row([
      many ? '  polled together, 100 per request' : imports,
      requests,
      (requests / imports).toFixed(1),
      seconds(mean(delaysMs)),
      seconds(p95(delaysMs)),
      many ? miss((found[1] ?? 0) > (found[0] ?? 0) / 10) : '',
    ]);
  }
}
row(['goal', '', 'a tenth']);
process.exitCode = missed ? 1 : 0;
