import type { ErrorCode } from '../../src/core/model/errors.ts';
import type { Trouble } from './trouble.ts';

/** Every kind of error, in the order of the page. */
export const errorTexts: Readonly<Record<ErrorCode, Trouble>> = {
  usage: {
    about: 'The command line cannot be understood.',
    cause: 'An option, a value or a target is misspelt, missing, or contradicts another one.',
    remedy: 'Read the message, which shows a good value, or `importwatch <command> --help`.',
  },
  config: {
    about: 'The configuration has a mistake.',
    cause: 'A key or value in the file that the message names is not what it can be.',
    remedy:
      'Mend it at the line and column that are given; all mistakes of a file are listed at once. `importwatch init` writes a profile that is right.',
  },
  secret: {
    about: 'A secret could not be read.',
    cause:
      'The environment variable is not set or empty, the file is not there or may not be read, or the command failed.',
    remedy:
      'Set the variable that is named, or check the file or command. `importwatch profiles` shows where each secret comes from.',
  },
  'late-secret': {
    about: 'A file, a command or standard input gives nothing within the time limit.',
    cause: 'Nobody writes to a pipe, or a command waits for something.',
    remedy: 'Run the command, or read the file, by itself. `importwatch check` tests the profile.',
  },
  'not-started': {
    about: 'With `importwatch run`: there is no import to wait for.',
    cause:
      'The command that starts the import failed or could not be run, or it printed no id. If it printed no id, the import may be running all the same.',
    remedy:
      'Fix the command, whose words are in the message. Let it print the id, or the response of the service, and nothing else on stdout; idFrom in the profile says where the id is in that.',
  },
  unreachable: {
    about: 'There is no connection to the service.',
    cause:
      'The host name cannot be looked up, nothing listens at the address, a firewall or proxy is in the way, or the connection broke.',
    remedy:
      'Check baseUrl, the network and the proxy: `importwatch check` shows how far the connection gets. If the service restarts, wait: it is asked again for --max-outage.',
  },
  'no-reply': {
    about: 'No whole answer came in time.',
    cause: 'The service is slow or overloaded, or something on the way swallows the answer.',
    remedy: 'If the service is always so slow, raise requestTimeout in the profile.',
  },
  'rate-limited': {
    about:
      'The service asks to slow down (HTTP 429, a 403 that asks for a pause, or its own words for a used-up allowance).',
    cause: 'More is asked than it allows, by importwatch or by others with the same credentials.',
    remedy:
      'Nothing: it is asked again when the service allows it. If that comes often, raise --interval, or watch fewer imports at once.',
  },
  busy: {
    about: 'The service cannot answer now (HTTP 5xx, 408, 425).',
    cause: 'It is overloaded, restarting or under maintenance.',
    remedy: 'Nothing, or a longer --max-outage: it is asked again for that time.',
  },
  'bad-answer': {
    about: 'The answer is not what the service sends: a page, cut-off JSON, too large.',
    cause:
      'A gateway, firewall or login page answers in the place of the service, or baseUrl is wrong.',
    remedy: 'If it stays so, check baseUrl: open it and see who answers there.',
  },
  tls: {
    about: 'There is no secure connection to the service, or to the proxy.',
    cause:
      'Its certificate has expired, is for another host name, or is signed by an authority that this machine does not know. Or the server demands a client certificate, offers only old versions of TLS, or answers in plain HTTP.',
    remedy:
      "Set caFile in the profile to your own authority's certificate. insecureTls turns the check off and exposes your credentials. For the rest, follow the message.",
  },
  'wrong-protocol': {
    about: 'The address does not offer HTTP/1.1.',
    cause: 'It offers HTTP/2 only, or it uses TLS and baseUrl says http.',
    remedy: 'Set baseUrl to an address that offers HTTP/1.1, with the right scheme and port.',
  },
  'too-many-files': {
    about: 'Too many files and connections are open.',
    cause: 'The limit of the process (`ulimit -n`) or of the machine is too low for the imports.',
    remedy: 'Raise the limit, or watch fewer imports at a time.',
  },
  proxy: {
    about: 'The proxy refuses to connect to the service, or it is no proxy.',
    cause:
      'It wants credentials, does not allow this address, or something else listens at its address.',
    remedy:
      'Check HTTPS_PROXY and NO_PROXY in the environment, or proxy in the profile; name and password go into its address.',
  },
  redirected: {
    about: 'The service redirects to another origin, or in a circle.',
    cause: 'It has moved, or sends to a login page. Credentials are sent to no other origin.',
    remedy: 'If the address that is named is the right one, set it as baseUrl.',
  },
  rejected: {
    about: 'The service rejects the request (HTTP 400 and others).',
    cause: 'A setting of the profile does not fit this service, or its version.',
    remedy:
      'Compare the settings with `importwatch providers <name>` and with the documentation of the service, whose own words are in the message.',
  },
  refused: {
    about: 'The service refuses the login, the key or the permission (HTTP 401, 403).',
    cause:
      'The secret is wrong, has expired or belongs to another service, or its owner may not do this.',
    remedy:
      'Renew the secret, or have the permission given that the message names. `importwatch check` tells login and permission apart.',
  },
  'not-found': {
    about: 'The service does not know this import, or the cluster.',
    cause:
      'The id is mistyped or has been forgotten, or the profile points at another service than the one that runs the import.',
    remedy: 'Compare the id with what the start of the import printed, and check baseUrl.',
  },
  gone: {
    about: 'The service no longer knows the import. The outcome is unknown.',
    cause:
      'The service was restarted, deleted the import, or keeps ended ones only for a short time.',
    remedy: 'Look up in the service how the import ended.',
  },
  superseded: {
    about: 'Another import, or another run, has taken the place of the watched one.',
    cause:
      'The service reports its newest import only, or it was restarted and uses the same ids again.',
    remedy: 'Look the import up in the service itself, or give its id if the service has ids.',
  },
  invalidated: {
    about: 'The service reported the end of an import that it had marked as not valid.',
    cause:
      'The import was cleared, another one was started, or the server restarted while the import ran. The service reports the same end for a stopped import as for a complete one.',
    remedy: 'Check in the service which records have arrived.',
  },
  bug: {
    about: 'A bug in importwatch.',
    cause: 'Something happened that nobody thought of.',
    remedy: 'Run it again with -v and report what it prints.',
  },
};
