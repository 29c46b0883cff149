import type { ErrorCode } from '../../src/core/model/errors.ts';
import type { Trouble } from './trouble.ts';

/** All error codes, in the order of the page. */
export const errorTexts: Readonly<Record<ErrorCode, Trouble>> = {
  usage: {
    about: 'The command line is not valid.',
    cause: 'An option, value or target is misspelled, missing, or contradicts another one.',
    remedy: 'Follow the message, or see `importwatch <command> --help`.',
  },
  config: {
    about: 'A configuration file is not valid.',
    cause: 'A key or value in the named file is invalid.',
    remedy:
      'Fix it at the given line and column. importwatch lists all errors in a file together. `importwatch init` can write a valid profile.',
  },
  secret: {
    about: 'A secret could not be read.',
    cause:
      'The environment variable is unset or empty, the file is missing or unreadable, or the command failed.',
    remedy:
      'Set the named variable, or check the file or command. `importwatch profiles` shows where each secret comes from.',
  },
  'late-secret': {
    about: 'A file, a command or standard input gave nothing within the time limit.',
    cause: 'Nothing writes to the pipe, or the command waits for something.',
    remedy:
      'Run the command or read the file yourself. Then test the profile with `importwatch check`.',
  },
  'not-started': {
    about: 'With `importwatch run`: there is no import to wait for.',
    cause:
      'The command that starts the import failed, could not run, or printed no id. Without an id, the import may still be running.',
    remedy:
      'Fix the command. The message has its output. On stdout, it must print only the id or the response of the service. Set idFrom in the profile to find the id in a response.',
  },
  unreachable: {
    about: 'There is no connection to the service.',
    cause:
      'The host name cannot be resolved, nothing listens at the address, a firewall or proxy blocks the connection, or the connection broke.',
    remedy:
      'Check baseUrl, the network and the proxy. `importwatch check` shows how far the connection gets. If the service is restarting, wait: importwatch retries for --max-outage.',
  },
  'no-reply': {
    about: 'The service gave no complete answer in time.',
    cause: 'The service is slow or overloaded, or something on the way drops the answer.',
    remedy: 'If the service is always this slow, raise requestTimeout in the profile.',
  },
  'rate-limited': {
    about:
      "The service asks for fewer requests (HTTP 429, a 403 that asks for a pause, or the service's own error for a used-up quota).",
    cause:
      'importwatch, or other programs with the same credentials, sent more requests than the service allows.',
    remedy:
      'No action needed: importwatch retries when the service allows it. If it happens often, raise --interval or watch fewer imports at a time.',
  },
  busy: {
    about: 'The service is temporarily unable to answer (HTTP 5xx, 408, 425).',
    cause: 'It is overloaded, restarting or under maintenance.',
    remedy:
      'No action needed: importwatch retries for --max-outage. Raise it for long maintenance.',
  },
  'bad-answer': {
    about: 'The answer is not from this API, is cut off, or is too large.',
    cause: 'A gateway, firewall or login page answers instead of the service, or baseUrl is wrong.',
    remedy: 'If this continues, check baseUrl. Open it in a browser to see what answers.',
  },
  tls: {
    about: 'There is no secure connection to the service, or to the proxy.',
    cause:
      'Its certificate has expired, is for another host name, or is signed by an authority that this machine does not trust. Or the server requires a client certificate, offers only old versions of TLS, or answers in plain HTTP.',
    remedy:
      "Set `caFile` to your CA's certificate. `insecureTls` disables the check and exposes your credentials. For other causes, follow the message.",
  },
  'wrong-protocol': {
    about: 'The address does not offer HTTP/1.1.',
    cause: 'The server only offers HTTP/2, or it uses TLS and baseUrl begins with http.',
    remedy: 'Set baseUrl to an address that offers HTTP/1.1, with the right scheme and port.',
  },
  'too-many-files': {
    about: 'Too many files and connections are open.',
    cause: 'The limit of the process (`ulimit -n`) or of the machine is too low for the imports.',
    remedy: 'Raise the limit, or watch fewer imports at a time.',
  },
  proxy: {
    about: 'The proxy refuses to connect to the service, or the address is not that of a proxy.',
    cause:
      'The proxy requires credentials, does not allow this address, or something else listens at its address.',
    remedy:
      'Check HTTPS_PROXY and NO_PROXY in the environment, or proxy in the profile. Put the user name and password into its address.',
  },
  redirected: {
    about: 'The service redirects to another origin, or in a loop.',
    cause:
      'The service has moved, or redirects to a login page. importwatch never sends credentials to another origin.',
    remedy: 'If the address in the message is the right one, set it as baseUrl.',
  },
  rejected: {
    about: 'The service rejects the request (HTTP 400 and others).',
    cause: 'A setting of the profile does not match this service or its version.',
    remedy:
      "Compare the settings with `importwatch providers <name>` and the service's documentation. The message quotes the service.",
  },
  refused: {
    about: 'The service refuses the login, key or permission (HTTP 401, 403).',
    cause:
      'The secret is wrong, has expired or belongs to another service, or its owner lacks a permission.',
    remedy:
      'Renew the secret, or ask for the permission named in the message. `importwatch check` tests login and permission separately.',
  },
  'not-found': {
    about: 'The service does not know this import, or the cluster.',
    cause:
      'The id is mistyped, the service has deleted the import, or the profile is for another service.',
    remedy: 'Compare the id with the one you got when you started the import, and check baseUrl.',
  },
  gone: {
    about: 'The service no longer knows the import. The outcome is unknown.',
    cause:
      'The service was restarted, deleted the import, or keeps finished imports only for a short time.',
    remedy: 'Check in the service how the import ended.',
  },
  superseded: {
    about: 'Another import or another run has replaced the watched one.',
    cause: 'The service only reports its newest import, or it was restarted and reuses ids.',
    remedy: 'Check the import in the service. If the service has ids, use the id of the import.',
  },
  invalidated: {
    about: 'The service reported the end of an import that it had marked as not valid.',
    cause:
      'The import was cleared, another one was started, or the server restarted while the import ran. The service reports the same end for a stopped import as for a complete one.',
    remedy: 'Check in the service which records have arrived.',
  },
  bug: {
    about: 'A bug in importwatch.',
    cause: 'An unexpected internal error.',
    remedy: 'Run the command again with -v, and report the bug with its output.',
  },
};
