import { simulatorOf } from '../src/demo/simulators/index.ts';
import { type Fault, faultProxy } from '../test/helpers/faults.ts';
import { chance } from './shapes.ts';

// A simulated service that breaks a share of its answers. Its import ends after a number of good
// answers. Reports its port to the parent process and, on request, how many requests it received.
const [provider = '', share = '0', answers = '1'] = process.argv.slice(2);

const faults: readonly Fault[] = [
  { kind: 'reset', where: 'before' },
  { kind: 'reset', where: 'in the head' },
  { kind: 'reset', where: 'in the body' },
  { kind: 'hang', where: 'before' },
  { kind: 'hang', where: 'in the body' },
  { kind: 'drip', everyMs: 20 },
  { kind: 'cut' },
  { kind: 'wrong length', by: 7 },
  { kind: 'wrong length', by: -7 },
  { kind: 'flood', bytes: 3e6 },
  { kind: 'garbage' },
  { kind: 'answer', status: 200 },
  { kind: 'answer', status: 200, text: '<html><title>Sign in</title></html>' },
  { kind: 'answer', status: 200, text: '{"status":"SUCC' },
  ...[408, 425, 500, 502, 504].map((status) => ({ kind: 'answer', status }) as const),
  { kind: 'answer', status: 429, headers: { 'retry-after': '1' } },
  { kind: 'answer', status: 503, headers: { 'retry-after': '2' } },
];

const random = chance(20_261_122);
let answered = 0;
let spoilt = 0;
const simulate = await simulatorOf(provider);
const simulator = await simulate({ progress: () => Math.min(1, answered / Number(answers)) });
const proxy = await faultProxy(simulator.url, ({ path }) => {
  if (random() < Number(share)) {
    spoilt += 1;
    return faults[Math.floor(random() * faults.length)];
  }
  if (!path.endsWith('/login')) answered += 1;
  return undefined;
});

process.on('message', () => process.send?.({ requests: proxy.count(), spoilt }));
process.send?.({ settings: { ...simulator.settings, baseUrl: proxy.url }, id: simulator.id });
