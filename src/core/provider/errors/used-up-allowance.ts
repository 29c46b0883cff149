import type { Json } from '../../text/json.ts';

/** Limits of size, seats or sign-ins aren't among them. */
const allowance =
  /\b(?:rate|requests?|calls?|api|usage|hourly|daily|monthly) limits?\b|\bquotas?\b|\b(?:limit of (?:\S+ ){0,2}|rate of )(?:requests|calls|queries|access)\b/;

const usedUp = /\b(?:exceed(?:s|ed|ing)?|exhausted|reached|hit|used up)\b/;

/** What says both at once. `RESOURCE_EXHAUSTED` is a status of gRPC. */
const both =
  /\b(?:too many (?:\w+ )?(?:requests|calls)|rate limited|throttled|(?:over|out of) (?:the |your )?(?:\w+ ){0,2}(?:quota|rate limit)|resources? (?:(?:has|have) been )?exhausted)\b/;

/** Google's limits of calls without a project, such as `dailyLimitExceededUnreg`. Waiting won't help. */
const withoutAccount = /\b(?:unreg|unauthenticated use)\b/;

/** A longer text is more than a message. */
const longestText = 1000;

/**
 * Whether an error says, in a sentence of any of its texts, that an allowance such as a rate limit
 * is used up. A code such as `userRateLimitExceeded` or `REQUEST_LIMIT_EXCEEDED` is a sentence, too.
 */
export function saysUsedUp(json: Json): boolean {
  if (typeof json === 'object' && json !== null) return Object.values(json).some(saysUsedUp);
  if (typeof json !== 'string' || json.length > longestText) return false;
  return json.split(/[.;!?]\s/).some((sentence) => {
    const words = wordsOf(sentence);
    if (withoutAccount.test(words)) return false;
    return both.test(words) || (allowance.test(words) && usedUp.test(words));
  });
}

/** The words in lower case, also those of a code. An address has none. */
function wordsOf(text: string): string {
  return text
    .replace(/https?:\S+/g, ' ')
    .replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})/g, ' ')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, ' ');
}
