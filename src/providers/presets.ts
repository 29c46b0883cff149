// Made by scripts/list-presets.mjs of the files in presets/.
import adobeCommerce from './presets/adobe-commerce.ts';
import airflowRun from './presets/airflow-run.ts';
import algoliaIngestion from './presets/algolia-ingestion.ts';
import argoWorkflow from './presets/argo-workflow.ts';
import auth0 from './presets/auth0.ts';
import azureOperation from './presets/azure-operation.ts';
import bigquery from './presets/bigquery.ts';
import commercetools from './presets/commercetools.ts';
import contentful from './presets/contentful.ts';
import databricksRun from './presets/databricks-run.ts';
import elasticsearch from './presets/elasticsearch.ts';
import gitlabBulkImport from './presets/gitlab-bulk-import.ts';
import gitlabImport from './presets/gitlab-import.ts';
import googleOperation from './presets/google-operation.ts';
import hubspot from './presets/hubspot.ts';
import jenkinsBuild from './presets/jenkins-build.ts';
import kubernetesJob from './presets/kubernetes-job.ts';
import marketo from './presets/marketo.ts';
import meilisearch from './presets/meilisearch.ts';
import pinecone from './presets/pinecone.ts';
import respondAsync from './presets/respond-async.ts';
import salesforceBulk from './presets/salesforce-bulk.ts';
import shopifyBulk from './presets/shopify-bulk.ts';
import snowflakeStatement from './presets/snowflake-statement.ts';
import zendesk from './presets/zendesk.ts';

export const presets = [
  adobeCommerce,
  airflowRun,
  algoliaIngestion,
  argoWorkflow,
  auth0,
  azureOperation,
  bigquery,
  commercetools,
  contentful,
  databricksRun,
  elasticsearch,
  gitlabBulkImport,
  gitlabImport,
  googleOperation,
  hubspot,
  jenkinsBuild,
  kubernetesJob,
  marketo,
  meilisearch,
  pinecone,
  respondAsync,
  salesforceBulk,
  shopifyBulk,
  snowflakeStatement,
  zendesk,
] as const;
