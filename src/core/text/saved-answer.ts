/** An HTTP answer in a text: header names are in lower case. */
interface SavedAnswer {
  readonly status: number;
  /** Several cookies are on separate lines. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** An answer without its body, and where that begins. */
export interface SavedHead extends Omit<SavedAnswer, 'text'> {
  /** The text after the status code. HTTP/2 has none. */
  readonly reason: string;
  readonly end: number;
}

/** `HTTP/1.1 202 Accepted`, and `HTTP/2 202` */
const statusLine = /HTTP\/\d(?:\.\d)? +(\d{3})(?: ([^\r\n]*))?(?:\r?\n|$)/y;

/** An answer as `curl -i` prints it. */
export function savedAnswer(text: string): SavedAnswer | undefined {
  const head = savedHead(text, text.length - text.trimStart().length);
  return head && { status: head.status, headers: head.headers, text: text.slice(head.end) };
}

/**
 * The head of an answer at a position. Heads without a body can come before it: a redirect that
 * curl followed (its address is kept), `100 Continue`, a tunnel or a login.
 */
export function savedHead(text: string, at: number): SavedHead | undefined {
  let head = headAt(text, at);
  while (head && isFirst(head)) {
    const { location } = head.headers;
    const next = headAt(text, head.end);
    if (next === undefined) return head;
    head = { ...next, headers: { ...(location !== undefined && { location }), ...next.headers } };
  }
  return head;
}

function isFirst({ status, reason }: SavedHead): boolean {
  const leadsOn = status < 200 || (status >= 300 && status < 400);
  return leadsOn || [401, 407].includes(status) || /^connection established$/i.test(reason);
}

function headAt(text: string, at: number): SavedHead | undefined {
  statusLine.lastIndex = at;
  const [line, status, reason = ''] = statusLine.exec(text) ?? [];
  if (line === undefined) return undefined;
  const headers: Record<string, string> = {};
  let last: string | undefined;
  let end = at + line.length;
  for (;;) {
    const next = text.indexOf('\n', end) + 1 || text.length;
    const content = text.slice(end, next).trimEnd();
    end = next;
    if (content === '') break;
    const colon = content.indexOf(':');
    if (/^\s/.test(content)) {
      if (last !== undefined) headers[last] = `${headers[last]} ${content.trim()}`.trim();
    } else if (colon > 0) {
      last = content.slice(0, colon).trim().toLowerCase();
      const value = content.slice(colon + 1).trim();
      const before = Object.hasOwn(headers, last) ? headers[last] : undefined;
      const joint = last === 'set-cookie' ? '\n' : ', ';
      headers[last] = before === undefined ? value : before + joint + value;
    }
  }
  return { status: Number(status), reason: reason.trim(), headers, end };
}
