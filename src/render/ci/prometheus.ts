import type { EndEvent, ResultEvent } from '../../core/model/events.ts';

/** A result, and how many polls before it gave no usable answer. */
export interface Measured {
  readonly result: ResultEvent;
  readonly retries: number;
}

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly value: (measured: Measured) => number | undefined;
}

/** A value that the service doesn't report has no sample. */
const metrics: readonly Metric[] = [
  {
    name: 'duration_seconds',
    help: 'How long the import was watched.',
    value: ({ result }) => result.durationMs / 1000,
  },
  {
    name: 'records',
    help: 'Records that were processed, failed ones included.',
    value: ({ result }) => result.snapshot?.completed,
  },
  {
    name: 'records_expected',
    help: 'Records of the import in all.',
    value: ({ result }) => result.snapshot?.total,
  },
  {
    name: 'records_failed',
    help: 'Records that failed.',
    value: ({ result }) => result.snapshot?.failed,
  },
  { name: 'polls', help: 'Polls of the service.', value: ({ result }) => result.polls },
  {
    name: 'retries',
    help: 'Polls without a usable answer that were retried.',
    value: ({ retries }) => retries,
  },
];

/** The results in the text format of Prometheus, for the textfile collector of its node exporter. */
export function prometheusText(all: readonly Measured[], { at, exitCode }: EndEvent): string {
  return [
    ...family(
      'outcome',
      'The outcome of an import, in a label: always 1.',
      all.map(({ result }) => [labels(result, result.outcome ?? 'running'), 1]),
    ),
    ...metrics.flatMap(({ name, help, value }) =>
      family(
        name,
        help,
        all.map((one) => [labels(one.result), value(one)]),
      ),
    ),
    ...family('exit_code', 'The exit code of importwatch.', [['', exitCode]]),
    ...family('end_timestamp_seconds', 'When importwatch ended.', [['', at / 1000]]),
  ].join('');
}

function family(
  name: string,
  help: string,
  samples: readonly (readonly [labels: string, value: number | undefined])[],
): readonly string[] {
  const known = samples.filter(([, value]) => value !== undefined);
  if (known.length === 0) return [];
  return [
    `# HELP importwatch_${name} ${help}\n# TYPE importwatch_${name} gauge\n`,
    ...known.map(([labels, value]) => `importwatch_${name}${labels} ${value}\n`),
  ];
}

function labels({ target }: ResultEvent, outcome?: string): string {
  const pairs = { ...target, outcome };
  const known = Object.entries(pairs).filter(([, value]) => value !== undefined);
  return `{${known.map(([name, value]) => `${name}="${escapeLabel(String(value))}"`).join(',')}}`;
}

/** As the exposition format of Prometheus says (prometheus.io/docs/instrumenting/exposition_formats). */
function escapeLabel(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
