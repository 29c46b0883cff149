import { toJsonSchema } from '@valibot/to-json-schema';
import { configSchema } from '../src/config/schema/schema.ts';
import { providers } from '../src/providers/index.ts';
import { eventsSchema } from '../src/render/json/json-schema.ts';
import { withSharedDefinitions } from './shared-definitions.ts';

/** The published JSON Schemas, by file. */
export const schemas: Readonly<Record<string, object>> = {
  'schema/importwatchrc.schema.json': {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://unpkg.com/importwatch/schema/importwatchrc.schema.json',
    title: 'Configuration of importwatch',
    // Leaves out checks that JSON Schema can't express.
    ...withSharedDefinitions(
      toJsonSchema(configSchema(providers, { commands: true }), { errorMode: 'ignore' }),
    ),
  },
  'schema/events.schema.json': {
    $id: 'https://unpkg.com/importwatch/schema/events.schema.json',
    ...eventsSchema(),
  },
};

export function schemaText(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
