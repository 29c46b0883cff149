import { defineProvider } from '../../core/provider/provider.ts';
import { connect } from './connection.ts';
import { rocketchatErrors } from './error-mapping.ts';

/** Rocket.Chat, 3.x to 8.x. A server runs one import at a time, so a target needs no id. */
export const rocketchat = defineProvider({
  name: 'rocketchat',
  title: 'Rocket.Chat',
  docs: 'https://developer.rocket.chat/apidocs/get-current-import-operations-1',
  id: {
    required: false,
    describe: '_id of the import operation (by default the newest import of the server)',
    example: '7PbvsnKJD9ZAqw38C',
  },
  settings: {
    baseUrl: {
      describe: 'server address',
      required: true,
      example: 'https://chat.example.com',
    },
    userId: {
      describe: 'id of the user who owns the token',
      required: true,
      example: 'd26x6zSkaPSe5gCyy',
    },
    authToken: {
      describe: 'personal access token of that user, who needs the permission run-import',
      secret: true,
      required: true,
      example: 'example-key',
    },
  },
  errorMapping: rocketchatErrors,
  connect: (settings, client) => connect(settings, client),
});
