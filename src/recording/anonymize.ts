import { isSecretName, isSignatureName } from '../core/provider/errors/sensitive-names.ts';
import { createRedactor, type Redactor } from '../core/text/redact.ts';
import { createStandIns } from './stand-ins.ts';

/** Removes private content from texts. */
export interface Anonymizer {
  /**
   * A text of the service, without anything that looks like a credential, a person, a host or an
   * id.
   */
  text(raw: string): string;
  /** A text of the user. Only values known to be private are replaced. */
  own(raw: string): string;
  readonly standIns: ReturnType<typeof createStandIns>;
  /** Replaces the id from now on, wherever it appears. */
  learnId(id: string): void;
  learnPerson(name: string): void;
  /** For a setting that names something of the user: a shop, a project, an address. */
  learnSetting(value: string): void;
  /** For a credential that importwatch itself doesn't know. Returns its stand-in. */
  learnSecret(secret: string): string;
  /** Whether the text contains a known credential. */
  isSecret(raw: string): boolean;
  /** Whether the whole text is a learned id, host or name. */
  knows(raw: string): boolean;
}

const mask = '***';
/** Limits the ids learned from answers, because a service can put a new one in each. */
const mostLearned = 500;
const mostSecrets = 200;

export function createAnonymizer(redactor: Pick<Redactor, 'redact'>): Anonymizer {
  const found = createRedactor();
  const standIns = createStandIns();
  const learned = new Map<string, (value: string) => string>();
  let pattern: RegExp | undefined;
  let secrets = 0;

  const redact = (text: string) => found.redact(redactor.redact(text));

  function learn(value: string, standIn: (value: string) => string): void {
    if (learned.has(value) || learned.size >= mostLearned) return;
    learned.set(value, standIn);
    pattern = undefined;
  }

  /** Matches learned values, but not as part of a longer word. */
  function known(): RegExp | undefined {
    if (pattern || learned.size === 0) return pattern;
    const values = [...learned.keys()].sort((a, b) => b.length - a.length);
    const any = values.map((value) => value.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|');
    pattern = new RegExp(`(?<=^|[^A-Za-z\\d]|%[\\da-fA-F]{2})(${any})(?![A-Za-z\\d])`, 'g');
    return pattern;
  }

  function withoutKnown(text: string, rest: (part: string) => string): string {
    const finder = known();
    if (finder === undefined) return rest(text);
    const parts = text.split(finder);
    return parts
      .map((part, index) => (index % 2 === 0 ? rest(part) : (learned.get(part)?.(part) ?? part)))
      .join('');
  }

  function withoutHosts(text: string): string {
    return text.replace(address, (whole, scheme: string, user = '', host = '') => {
      if (/^(gid|urn)$/i.test(scheme)) return whole;
      const who = user === '' ? '' : `${mask}@`;
      return `${scheme}://${who}${isStandIn(host) ? host : standIns.host(host)}`;
    });
  }

  return {
    standIns,
    text(raw) {
      const plain = withoutNamed(redact(raw));
      const unlinked = withoutHosts(plain.replace(email, (found) => standIns.email(found)));
      const nowhere = unlinked
        .replace(bareHost, (host) => (isStandIn(host) ? host : standIns.host(host)))
        .replace(ipv4, (ip) => (ip.startsWith('192.0.2.') ? ip : standIns.address(ip)))
        .replace(ipv6, (ip) => (isIpv6(ip) ? standIns.address(ip) : ip))
        .replace(homeFolder, (_, before: string) => `${before}user`);
      return withoutKnown(nowhere, (part) =>
        part.replace(word, (run) => (isRandom(run) ? standIns.id(run) : run)),
      );
    },
    own: (raw) => withoutKnown(withoutHosts(redact(raw)), (part) => part),
    learnId(id) {
      const parts = id.match(/[\w-]+/g) ?? [];
      const isWhole = parts.length === 1 && parts[0] === id;
      for (const part of parts) {
        const tells = /\d/.test(part) || (isWhole ? part.length >= 8 : /\w[-_]\w/.test(part));
        if (part.length >= 4 && tells && !isStandIn(part)) learn(part, standIns.id);
      }
    },
    learnPerson(name) {
      if (name.length >= 3 && !isCommon(name)) learn(name, standIns.person);
    },
    learnSetting(value) {
      if (URL.canParse(value)) learn(new URL(value).hostname, standIns.host);
      else if (value.length >= 3 && !isCommon(value) && !/^v?[\d.]+$/.test(value)) {
        learn(value, standIns.id);
      }
    },
    learnSecret(secret) {
      if (secret.length >= 6 && secrets < mostSecrets) {
        found.add(secret);
        secrets += 1;
      }
      return standIns.secret(secret);
    },
    isSecret: (raw) => redact(raw) !== raw,
    knows: (raw) => learned.has(raw),
  };
}

const address =
  /\b([a-z][a-z\d+.-]{0,20}):\/\/(?:([^\s/@"'<>\\]{0,500})@)?(\[[^\]\s]{1,60}\]|[^\s/:?#"'<>\\),;|]{1,255})/gi;
const email =
  /[^\s@"'<>()[\]{}\\,;:=&?/%|]{1,64}(?:@|%40)[\p{L}\d](?:[\p{L}\d.-]{0,250}[\p{L}\d])?\.\p{L}{2,}/giu;
/** A name without a scheme is a host if it ends like one. `products.csv` isn't. */
const bareHost =
  /(?<![\w@./-])(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,10}(?:com|net|org|io|dev|cloud|app|co|edu|gov|internal|local|localdomain|lan|ai|info|biz|me|tv|tech|shop|store|site|online|ca|br|au|nz|es|it|pl|dk|no|fi|be|cz|ie|kr|sg|za|mx|ru|corp|intranet|intra|home|private|test|de|se|nl|fr|eu|uk|ch|at|us|jp|cn|in)(?![\w-]|\.\w)/gi;
const ipv4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)/g;
const ipv6 = /(?<![\w:])(?=[\da-f:]*\d)(?:[\da-f]{0,4}:){2,7}[\da-f]{1,4}(?![\w:])/gi;
const homeFolder = /((?:\/home\/|\/Users\/|\\Users\\))[^\s/\\"':]+/g;
const word = /[\w-]+/g;

/** A common name such as this identifies nobody, and may be a status. */
function isCommon(name: string): boolean {
  const common =
    /^(\d+|system|admin|administrator|root|api|user|service|import(er)?|unknown|anonymous|default|none|null|true|false|queued|pending|running|processing|done|success|succeeded|completed?|failed|failure|error|aborted|cancell?ed)$/i;
  return common.test(name);
}

function isIpv6(text: string): boolean {
  return text.includes('::') || text.split(':').length === 8;
}

/** Made by `createStandIns`. */
function isStandIn(text: string): boolean {
  return /^(host-\d+\.example|mail\.example|example-secret-\d+|person-\d+)$/i.test(text);
}

/** Looks like a credential or an id, and not like a word, date or count. */
function isRandom(run: string): boolean {
  if (isStandIn(run)) return false;
  if (/^\d{15,}$/.test(run)) return true;
  return run.length >= 20 && /\d/.test(run) && /[a-z]/i.test(run);
}

/** Masks values in `name=value`, `"name": "value"` and the like: addresses, forms, truncated JSON. */
function withoutNamed(text: string): string {
  return text
    .replace(/\b(bearer|basic|digest|negotiate|apikey)(\s+)[\w.~+/=-]{6,}/gi, `$1$2${mask}`)
    .replace(parameter, (whole, name: string, between: string) =>
      isSignatureName(plain(name)) ? `${name}${between}${mask}` : whole,
    )
    .replace(assignment, (whole, name: string, between: string) =>
      isSecretName(name) ? `${name}${between}${mask}` : whole,
    );
}

const parameter = /(?<=[?&;#])([^\s=&;#?"'<>]{1,200})(=)[^\s&;#"'<>\\]*/g;
const assignment =
  /(?<![\w-])([A-Za-z][\w.-]{0,60}(?: (?:key|token))?)(\\?["']?\s*[=:]\s*\\?["']?)(?![=\s])(?!\*\*\*)[^\s"'&,;<>}\\]+/g;

function plain(name: string): string {
  try {
    return decodeURIComponent(name.replace(/^amp;/, ''));
  } catch {
    return name;
  }
}
