// Many imports at a service that allows a number of requests a minute, in virtual time: whether each
// has its turn, and how long after its end importwatch knows. Then one request for many imports beside
// one for each, without a limit.
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
/** Between two polls of an import, over the time in which the limit lets each be polled once. */
const mostOfTurn = 4 / 3;
/** Requests that are held in line before they leave, and the slowest pause of the schedule. */
const slackMs = 40_000;

let missed = 0;
const miss = (isMissed: boolean) => {
  if (isMissed) missed += 1;
  return isMissed ? 'MISSED' : '';
};

say(`Imports at a service that allows ${perMinute} requests a minute and says so`);
row(['imports', 'a turn every', 'longest', 'refused', 'mean delay', '95 % below']);
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

say('\nOne request for many beside one for each, no limit, imports of about 10 minutes');
row(['imports', 'requests', 'an import', 'mean delay', '95 % below']);
for (const imports of [100, 1000]) {
  const found: number[] = [];
  for (const many of [false, true]) {
    const options: ServiceOptions = { imports, meanMs: 600_000, many };
    const { requests, delaysMs } = await watchAtService(options);
    found.push(requests);
    row([
      many ? `  asked together, 100 a request` : imports,
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
