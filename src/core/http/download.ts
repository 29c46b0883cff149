import type { ByteSink, HttpRequest } from '../ports/send.ts';
import { isPage } from './classify.ts';

/** The body of one answer on its way to a sink. */
interface Download {
  readonly into: NonNullable<HttpRequest['into']>;
  hasAccepted(): boolean;
  /** The body as text, until a part of it has gone into the sink. */
  heldText(): string | undefined;
  /** Releases the held text. */
  finish(): Promise<void>;
}

/** Enough to recognize a page, and more than an error needs. */
const heldBytes = 64 * 1024;

/**
 * Accepts the bodies of good answers that aren't pages. Holds the first bytes back until there is
 * enough to know: a short body may be an error.
 */
export function downloadInto(sink: ByteSink): Download {
  let held: Uint8Array[] | undefined;
  let accepted = false;

  const heldText = () => held && Buffer.concat(held).toString('utf8');

  async function release(): Promise<boolean> {
    const bytes = Buffer.concat(held ?? []);
    held = undefined;
    return bytes.length === 0 || sink.write(bytes);
  }

  return {
    into: {
      accepts({ status, headers }) {
        const isGood = status >= 200 && status < 300 && status !== 206;
        accepted = isGood && !(status !== 204 && isPage({ headers, text: '-' }));
        if (accepted) held = [];
        return accepted;
      },
      async write(bytes) {
        if (held === undefined) return sink.write(bytes);
        held.push(bytes);
        const size = held.reduce((total, { length }) => total + length, 0);
        if (size < heldBytes) return true;
        return !isPage({ headers: {}, text: heldText() ?? '' }) && release();
      },
    },
    hasAccepted: () => accepted,
    heldText,
    async finish() {
      await release();
    },
  };
}
