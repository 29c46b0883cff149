import type { Outcome } from './outcome.ts';

/** Something that can go wrong, or needs a word: said once, for messages and for `docs/errors.md`. */
export interface Trouble {
  /** What it is. A sentence, as are the others. */
  readonly about: string;
  /** Why it usually comes about. */
  readonly cause: string;
  /** What to do. */
  readonly remedy: string;
}

interface ErrorKind extends Trouble {
  readonly outcome: Outcome | 'usage' | 'bug';
  readonly transient: boolean;
}

/**
 * Every kind of error a user can meet. `outcome` is what it means for a watch (and so the exit
 * code); `transient` ones are asked again by the schedule, all others are final at once.
 */
export const errorKinds = {
  usage: {
    outcome: 'usage',
    transient: false,
    about: 'The command line cannot be understood.',
    cause: 'An option, a value or a target is misspelt, missing, or contradicts another one.',
    remedy: 'Read the message, which shows a good value, or `importwatch <command> --help`.',
  },
  config: {
    outcome: 'usage',
    transient: false,
    about: 'The configuration has a mistake.',
    cause: 'A key or value in the file that the message names is not what it can be.',
    remedy:
      'Mend it at the line and column that are given; all mistakes of a file are listed at once. `importwatch init` writes a profile that is right.',
  },
  secret: {
    outcome: 'usage',
    transient: false,
    about: 'A secret could not be read.',
    cause:
      'The environment variable is not set or empty, the file is not there or may not be read, or the command failed.',
    remedy:
      'Set the variable that is named, or check the file or command. `importwatch profiles` shows where each secret comes from.',
  },
  unreachable: {
    outcome: 'no-answer',
    transient: true,
    about: 'There is no connection to the service.',
    cause:
      'The host name cannot be looked up, nothing listens at the address, a firewall or proxy is in the way, or the connection broke.',
    remedy:
      'Check baseUrl, the network and the proxy: `importwatch check` shows how far the connection gets. If the service restarts, wait: it is asked again for --max-outage.',
  },
  'no-reply': {
    outcome: 'no-answer',
    transient: true,
    about: 'No whole answer came in time.',
    cause: 'The service is slow or overloaded, or something on the way swallows the answer.',
    remedy: 'If the service is always so slow, raise requestTimeout in the profile.',
  },
  'rate-limited': {
    outcome: 'no-answer',
    transient: true,
    about: 'The service asks to slow down (HTTP 429, or its own words for a used-up allowance).',
    cause: 'More is asked than it allows, by importwatch or by others with the same credentials.',
    remedy:
      'Nothing: it is asked again when the service allows it. If that comes often, raise --interval, or watch fewer imports at once.',
  },
  busy: {
    outcome: 'no-answer',
    transient: true,
    about: 'The service cannot answer now (HTTP 5xx, 408, 425).',
    cause: 'It is overloaded, restarting or under maintenance.',
    remedy: 'Nothing, or a longer --max-outage: it is asked again for that time.',
  },
  'bad-answer': {
    outcome: 'no-answer',
    transient: true,
    about: 'The answer is not what the service sends: a page, cut-off JSON, too large.',
    cause:
      'A gateway, firewall or login page answers in the place of the service, or baseUrl is wrong.',
    remedy: 'If it stays so, check baseUrl: open it and see who answers there.',
  },
  tls: {
    outcome: 'no-answer',
    transient: false,
    about: 'The certificate of the service cannot be verified.',
    cause:
      'It has expired, is for another host name, or is signed by an authority that is not known here: that of a company, for example.',
    remedy:
      'Name the certificate of your own authority as caFile in the profile. insecureTls gives up the check, and with it the safety of the credentials.',
  },
  proxy: {
    outcome: 'no-answer',
    transient: false,
    about: 'The proxy refuses to connect to the service.',
    cause: 'It wants credentials, or does not allow this address.',
    remedy:
      'Check HTTPS_PROXY and NO_PROXY in the environment, or proxy in the profile; name and password go into its address.',
  },
  redirected: {
    outcome: 'no-answer',
    transient: false,
    about: 'The service redirects to another origin, or in a circle.',
    cause: 'It has moved, or sends to a login page. Credentials are sent to no other origin.',
    remedy: 'If the address that is named is the right one, set it as baseUrl.',
  },
  rejected: {
    outcome: 'no-answer',
    transient: false,
    about: 'The service rejects the request (HTTP 400 and others).',
    cause: 'A setting of the profile does not fit this service, or its version.',
    remedy:
      'Compare the settings with `importwatch providers <name>` and with the documentation of the service, whose own words are in the message.',
  },
  refused: {
    outcome: 'refused',
    transient: false,
    about: 'The service refuses the login, the key or the permission (HTTP 401, 403).',
    cause:
      'The secret is wrong, has expired or belongs to another service, or its owner may not do this.',
    remedy:
      'Renew the secret, or have the permission given that the message names. `importwatch check` tells login and permission apart.',
  },
  'not-found': {
    outcome: 'not-found',
    transient: false,
    about: 'The service does not know this import, or the cluster.',
    cause:
      'The id is mistyped or has been forgotten, or the profile points at another service than the one that runs the import.',
    remedy: 'Compare the id with what the start of the import printed, and check baseUrl.',
  },
  gone: {
    outcome: 'no-answer',
    transient: false,
    about: 'The service no longer knows an import that was seen there. The outcome is unknown.',
    cause:
      'The service was restarted, deleted the import, or keeps ended ones only for a short time.',
    remedy: 'Look up in the service how the import ended.',
  },
  superseded: {
    outcome: 'no-answer',
    transient: false,
    about: 'Another import, or another run, has taken the place of the watched one.',
    cause:
      'The service reports its newest import only, or it was restarted and uses the same ids again.',
    remedy: 'Look the import up in the service itself, or give its id if the service has ids.',
  },
  bug: {
    outcome: 'bug',
    transient: false,
    about: 'A bug in importwatch.',
    cause: 'Something happened that nobody thought of.',
    remedy: 'Run it again with -v and report what it prints.',
  },
} as const satisfies Record<string, ErrorKind>;
