import { describe, expect, it } from 'vitest';
import type { Json } from '../../src/core/text/json.ts';
import type { Preset } from '../../src/providers/http/api-description.ts';
import { evaluate } from '../../src/providers/http/expression/expression.ts';
import { valueIn } from '../../src/providers/http/expression/expressions.ts';
import { parseExpression } from '../../src/providers/http/expression/parse-expression.ts';
import { presets } from '../../src/providers/presets/index.ts';

const all: readonly Preset[] = Object.values(presets).map((preset) => preset());

type Headers = Readonly<Record<string, string>>;

describe('the response to the call that starts an import has its id', () => {
  const item = 'https://jenkins.example.com/queue/item/7/';
  const operation = 'projects/example-project/locations/us-central1/operations/1234';
  const status = 'https://management.azure.com/subscriptions/1/operationStatuses/2?api-version=1';
  const result = 'https://management.azure.com/subscriptions/1/operationResults/2?api-version=1';
  const named = { metadata: { namespace: 'shop', name: 'import-products' } };
  const job = 'https://fhir.example.com/bulkstatus/2f1b';

  it.each<readonly [string, Json, Headers, string | number]>([
    [
      'airflow-run',
      { dag_id: 'import', dag_run_id: 'manual__1', state: 'queued' },
      {},
      'import/manual__1',
    ],
    ['argo-workflow', named, {}, 'shop/import-products'],
    ['azure-operation', null, { 'azure-asyncoperation': status, location: result }, status],
    ['azure-operation', null, { 'operation-location': status }, status],
    ['azure-operation', null, { location: result }, result],
    ['databricks-run', { run_id: 455644833, number_in_job: 455644833 }, {}, 455644833],
    ['google-operation', { name: operation, metadata: {} }, {}, operation],
    ['jenkins-build', null, { location: item }, item],
    ['kubernetes-job', { kind: 'Job', ...named }, {}, 'shop/import-products'],
    ['respond-async', null, { 'content-location': job }, job],
    ['respond-async', null, { location: job }, job],
    ['snowflake-statement', { code: '333334', statementHandle: '019c06a4' }, {}, '019c06a4'],
  ])('%s: %j, %j', (name, body, headers, id) => {
    const { idFrom = '' } = all.find((preset) => preset.name === name) ?? {};
    expect(valueIn(evaluate(parseExpression(idFrom), body, { status: 202, headers }))).toBe(id);
  });
});
