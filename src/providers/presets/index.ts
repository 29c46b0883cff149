// Made by scripts/list-presets.mjs of the other files in this folder.
import adobeCommerce from './adobe-commerce.ts';
import airbyteJob from './airbyte-job.ts';
import airflowRun from './airflow-run.ts';
import algoliaIngestion from './algolia-ingestion.ts';
import anthropicBatch from './anthropic-batch.ts';
import argoWorkflow from './argo-workflow.ts';
import auth0 from './auth0.ts';
import azureOperation from './azure-operation.ts';
import bigquery from './bigquery.ts';
import commercetools from './commercetools.ts';
import contentful from './contentful.ts';
import databricksRun from './databricks-run.ts';
import dbtRun from './dbt-run.ts';
import elasticsearch from './elasticsearch.ts';
import githubMigration from './github-migration.ts';
import gitlabBulkImport from './gitlab-bulk-import.ts';
import gitlabImport from './gitlab-import.ts';
import googleOperation from './google-operation.ts';
import hubspot from './hubspot.ts';
import jenkinsBuild from './jenkins-build.ts';
import klaviyoImport from './klaviyo-import.ts';
import kubernetesJob from './kubernetes-job.ts';
import mailchimpBatch from './mailchimp-batch.ts';
import marketo from './marketo.ts';
import meilisearch from './meilisearch.ts';
import openaiBatch from './openai-batch.ts';
import pinecone from './pinecone.ts';
import rcloneJob from './rclone-job.ts';
import respondAsync from './respond-async.ts';
import restJob from './rest-job.ts';
import salesforceBulk from './salesforce-bulk.ts';
import shopifyBulk from './shopify-bulk.ts';
import snowflakeStatement from './snowflake-statement.ts';
import zendesk from './zendesk.ts';

/** By name. Calling one makes it. */
export const presets = {
  'adobe-commerce': adobeCommerce,
  'airbyte-job': airbyteJob,
  'airflow-run': airflowRun,
  'algolia-ingestion': algoliaIngestion,
  'anthropic-batch': anthropicBatch,
  'argo-workflow': argoWorkflow,
  auth0,
  'azure-operation': azureOperation,
  bigquery,
  commercetools,
  contentful,
  'databricks-run': databricksRun,
  'dbt-run': dbtRun,
  elasticsearch,
  'github-migration': githubMigration,
  'gitlab-bulk-import': gitlabBulkImport,
  'gitlab-import': gitlabImport,
  'google-operation': googleOperation,
  hubspot,
  'jenkins-build': jenkinsBuild,
  'klaviyo-import': klaviyoImport,
  'kubernetes-job': kubernetesJob,
  'mailchimp-batch': mailchimpBatch,
  marketo,
  meilisearch,
  'openai-batch': openaiBatch,
  pinecone,
  'rclone-job': rcloneJob,
  'respond-async': respondAsync,
  'rest-job': restJob,
  'salesforce-bulk': salesforceBulk,
  'shopify-bulk': shopifyBulk,
  'snowflake-statement': snowflakeStatement,
  zendesk,
} as const;
