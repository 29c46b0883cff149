import type { ErrorCode } from '../../src/core/model/errors.ts';
import type { Trouble } from './trouble.ts';

/** All error codes, in the order of the page. */
export const errorTexts: Readonly<Record<ErrorCode, Trouble>> = {
  usage: {
    about: "importwatch can't understand the command line.",
    cause:
      'An option, a value or a target is misspelled or missing, or conflicts with another one.',
    remedy: 'Follow the message, which shows a valid value, or run `importwatch <command> --help`.',
  },
  config: {
    about: 'The configuration is invalid.',
    cause: 'A key or value in the named file is invalid.',
    remedy:
      'Fix it at the given line and column. importwatch lists all errors in a file together. `importwatch init` can write a valid profile.',
  },
  secret: {
    about: "importwatch can't read a secret.",
    cause:
      "The environment variable is unset or empty, the file doesn't exist or isn't readable, or the command failed.",
    remedy:
      'Set the named variable, or check the file or command. `importwatch profiles` shows where each secret comes from.',
  },
  'late-secret': {
    about: 'A file, a command or stdin produced nothing before the time limit.',
    cause: 'Nothing writes to the pipe, or a command waits for input.',
    remedy:
      'Run the command or read the file yourself, and see where it hangs. `importwatch check` tests the profile.',
  },
  'not-started': {
    about: '`importwatch run` has no import to wait for.',
    cause:
      "The command that starts the import failed, couldn't be run, or printed no id. If the command ran, the import may be running anyway.",
    remedy:
      "Fix the command. The message shows its output. On stdout, it must print only the id or the service's response. To tell importwatch where the id is in the response, set `idFrom` in the profile.",
  },
  unreachable: {
    about: "importwatch can't connect to the service.",
    cause:
      "The host name doesn't resolve, nothing is listening at the address, a firewall or proxy is in the way, or the connection broke.",
    remedy:
      'Check `baseUrl`, the network and the proxy. `importwatch check` shows how far the connection gets. If the service is only restarting, wait again or raise --max-outage.',
  },
  'no-reply': {
    about: 'No complete answer arrived in time.',
    cause: 'The service is slow or overloaded, or something along the way drops the answer.',
    remedy: 'If the service is always this slow, raise `requestTimeout` in the profile.',
  },
  'rate-limited': {
    about:
      'The service asks importwatch to slow down: HTTP 429, a 403 that asks for a pause, or an error about a used-up rate limit or quota.',
    cause:
      'importwatch, or something else with the same credentials, sends more requests than the service allows.',
    remedy:
      'While importwatch retries, no action is needed. If it happens often, raise --interval or watch fewer imports at a time. To retry for longer, raise --max-outage.',
  },
  busy: {
    about: 'The service is temporarily unable to answer (HTTP 5xx, 408 or 425).',
    cause: 'The service is overloaded, restarting or under maintenance.',
    remedy:
      'While importwatch retries, no action is needed. To retry for longer, raise --max-outage.',
  },
  'bad-answer': {
    about:
      'The answer is unusable: an HTML page, an empty body, truncated JSON, too much data, or not the status of an import.',
    cause:
      'A gateway, firewall or login page answers instead of the service, or `baseUrl` is wrong. For an API that you described, an expression such as `state.from` may be wrong.',
    remedy:
      'If this keeps happening, check `baseUrl`: open it in a browser and see what answers. To test your expressions, use `importwatch check --answer`.',
  },
  tls: {
    about: "importwatch can't make a secure connection to the service or the proxy.",
    cause:
      "The certificate has expired, is for a different host name, or is signed by an authority that this machine doesn't trust. Or the server requires a client certificate, offers only old versions of TLS, or answers in plain HTTP.",
    remedy:
      "If this machine doesn't trust the authority, set `caFile` to your CA's certificate. `insecureTls` disables the check and exposes your credentials. For other causes, follow the message.",
  },
  'wrong-protocol': {
    about: "The address doesn't offer HTTP/1.1.",
    cause: 'The address offers only HTTP/2, or it uses TLS but `baseUrl` says http.',
    remedy: 'Set `baseUrl` to an address that offers HTTP/1.1, with the right scheme and port.',
  },
  'too-many-files': {
    about: 'Too many files and connections are open.',
    cause:
      "The process's limit (`ulimit -n`) or the machine's limit is too low for this many imports.",
    remedy: 'Raise the limit, or watch fewer imports at a time.',
  },
  proxy: {
    about: "The proxy refuses to connect to the service, or it isn't a proxy.",
    cause:
      "The proxy requires credentials or doesn't allow the service's address, or something else is listening at the proxy's address.",
    remedy:
      'Check `HTTPS_PROXY` and `NO_PROXY` in the environment, or `proxy` in the profile. If the proxy requires credentials, put them in its address: `http://name:password@host:port`.',
  },
  redirected: {
    about: 'The service redirects to another origin, or in a loop.',
    cause:
      "The service has moved, or redirects to a login page. importwatch doesn't send credentials to any other origin.",
    remedy: 'If the address in the message is right, set it as `baseUrl`.',
  },
  rejected: {
    about: 'The service rejects the request (HTTP 400 and similar).',
    cause: 'The id or a setting in the profile is wrong for this service or its version.',
    remedy:
      "Check the id, and compare the settings with `importwatch providers <name>` and the service's documentation. The message contains the service's own explanation.",
  },
  refused: {
    about: 'The service rejects the login or key, or denies permission (HTTP 401 or 403).',
    cause:
      'The secret is wrong, expired or for another service. Or its owner lacks permission, or the profile sends no credentials.',
    remedy:
      'Renew the secret, or ask for the permission named in the message. `importwatch check` shows what the service said.',
  },
  'not-found': {
    about: "The service doesn't know this import or, with Elevate, this cluster.",
    cause:
      'The id is wrong, the service no longer keeps the import, or the profile points to a different service.',
    remedy:
      'Compare the id with the one that the service returned when the import started, and check `baseUrl`.',
  },
  gone: {
    about: 'The service no longer knows the import. The outcome is unknown.',
    cause:
      'The service restarted, deleted the import, or keeps finished imports for only a short time.',
    remedy: 'Look up the outcome in the service.',
  },
  superseded: {
    about: 'Another import, or another run, has replaced the one you were watching.',
    cause: 'The service reports only its most recent import, or it restarted and reuses ids.',
    remedy: 'Check the import in the service, or pass its id if the service has ids.',
  },
  invalidated: {
    about: 'The service reported the end of an import that it had marked as invalid.',
    cause:
      'The import was cleared, another one was started, or the server restarted during the import. The service reports a stopped import the same way as a completed one.',
    remedy: 'In the service, check which records arrived.',
  },
  bug: {
    about: 'An unexpected internal error.',
    cause: 'A bug in importwatch.',
    remedy: 'Run the command again with `-v`, and report the output.',
  },
};
