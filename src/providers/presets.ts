// Made by scripts/list-presets.mjs of the files in presets/.
import adobeCommerce from './presets/adobe-commerce.ts';
import airbyteJob from './presets/airbyte-job.ts';
import algoliaIngestion from './presets/algolia-ingestion.ts';
import anthropicBatch from './presets/anthropic-batch.ts';
import auth0 from './presets/auth0.ts';
import bigquery from './presets/bigquery.ts';
import commercetools from './presets/commercetools.ts';
import contentful from './presets/contentful.ts';
import dbtRun from './presets/dbt-run.ts';
import elasticsearch from './presets/elasticsearch.ts';
import githubMigration from './presets/github-migration.ts';
import gitlabBulkImport from './presets/gitlab-bulk-import.ts';
import gitlabImport from './presets/gitlab-import.ts';
import hubspot from './presets/hubspot.ts';
import klaviyoImport from './presets/klaviyo-import.ts';
import mailchimpBatch from './presets/mailchimp-batch.ts';
import marketo from './presets/marketo.ts';
import meilisearch from './presets/meilisearch.ts';
import openaiBatch from './presets/openai-batch.ts';
import pinecone from './presets/pinecone.ts';
import rcloneJob from './presets/rclone-job.ts';
import restJob from './presets/rest-job.ts';
import salesforceBulk from './presets/salesforce-bulk.ts';
import shopifyBulk from './presets/shopify-bulk.ts';
import zendesk from './presets/zendesk.ts';

export const presets = [
  adobeCommerce,
  airbyteJob,
  algoliaIngestion,
  anthropicBatch,
  auth0,
  bigquery,
  commercetools,
  contentful,
  dbtRun,
  elasticsearch,
  githubMigration,
  gitlabBulkImport,
  gitlabImport,
  hubspot,
  klaviyoImport,
  mailchimpBatch,
  marketo,
  meilisearch,
  openaiBatch,
  pinecone,
  rcloneJob,
  restJob,
  salesforceBulk,
  shopifyBulk,
  zendesk,
] as const;
