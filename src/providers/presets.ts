// Made by scripts/list-presets.mjs of the files in presets/.
import adobeCommerce from './presets/adobe-commerce.ts';
import airbyteJob from './presets/airbyte-job.ts';
import airflowRun from './presets/airflow-run.ts';
import algoliaIngestion from './presets/algolia-ingestion.ts';
import anthropicBatch from './presets/anthropic-batch.ts';
import argoWorkflow from './presets/argo-workflow.ts';
import auth0 from './presets/auth0.ts';
import azureOperation from './presets/azure-operation.ts';
import bigquery from './presets/bigquery.ts';
import commercetools from './presets/commercetools.ts';
import contentful from './presets/contentful.ts';
import databricksRun from './presets/databricks-run.ts';
import dbtRun from './presets/dbt-run.ts';
import elasticsearch from './presets/elasticsearch.ts';
import githubMigration from './presets/github-migration.ts';
import gitlabBulkImport from './presets/gitlab-bulk-import.ts';
import gitlabImport from './presets/gitlab-import.ts';
import googleOperation from './presets/google-operation.ts';
import hubspot from './presets/hubspot.ts';
import jenkinsBuild from './presets/jenkins-build.ts';
import klaviyoImport from './presets/klaviyo-import.ts';
import kubernetesJob from './presets/kubernetes-job.ts';
import mailchimpBatch from './presets/mailchimp-batch.ts';
import marketo from './presets/marketo.ts';
import meilisearch from './presets/meilisearch.ts';
import openaiBatch from './presets/openai-batch.ts';
import pinecone from './presets/pinecone.ts';
import rcloneJob from './presets/rclone-job.ts';
import respondAsync from './presets/respond-async.ts';
import restJob from './presets/rest-job.ts';
import salesforceBulk from './presets/salesforce-bulk.ts';
import shopifyBulk from './presets/shopify-bulk.ts';
import snowflakeStatement from './presets/snowflake-statement.ts';
import zendesk from './presets/zendesk.ts';

export const presets = [
  adobeCommerce,
  airbyteJob,
  airflowRun,
  algoliaIngestion,
  anthropicBatch,
  argoWorkflow,
  auth0,
  azureOperation,
  bigquery,
  commercetools,
  contentful,
  databricksRun,
  dbtRun,
  elasticsearch,
  githubMigration,
  gitlabBulkImport,
  gitlabImport,
  googleOperation,
  hubspot,
  jenkinsBuild,
  klaviyoImport,
  kubernetesJob,
  mailchimpBatch,
  marketo,
  meilisearch,
  openaiBatch,
  pinecone,
  rcloneJob,
  respondAsync,
  restJob,
  salesforceBulk,
  shopifyBulk,
  snowflakeStatement,
  zendesk,
] as const;
