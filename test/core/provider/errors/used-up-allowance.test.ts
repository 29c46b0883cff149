import { describe, expect, it } from 'vitest';
import { saysUsedUp } from '../../../../src/core/provider/errors/used-up-allowance.ts';

describe('an error says that an allowance is used up', () => {
  it.each([
    'Quota exceeded',
    "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute'.",
    'API rate limit exceeded for user ID 1. If you reach out for help, include the request ID.',
    'You have exceeded a secondary rate limit and have been temporarily blocked.',
    'Exceeded rate limits: too many concurrent queries for this project. See https://x.example',
    'Rate of requests for user exceed configured project quota. You may consider more.',
    'TotalRequests Limit exceeded.',
    'ConcurrentRequests (Concurrent API Requests) Limit exceeded.',
    'Daily API limit has been reached',
    'You have hit your hourly limit!',
    'The limit of 100 requests per minute is exceeded',
    'You have used up your quota; wait until tomorrow',
    'Resource has been exhausted (e.g. check quota).',
    'Too many API requests',
    'The request was throttled',
    'You are over your API quota',
    'Out of call volume quota. Quota will be replenished in 5.03:23:11.',
    'The rate of access to this resource exceeds the prescribed limits.',
  ])('in words: %s', (text) => {
    expect(saysUsedUp({ message: text })).toBe(true);
  });

  it.each([
    'rateLimitExceeded',
    'userRateLimitExceeded',
    'APIRateLimitExceeded',
    'quotaExceeded',
    'dailyLimitExceeded',
    'RATE_LIMIT_EXCEEDED',
    'RESOURCE_EXHAUSTED',
    'REQUEST_LIMIT_EXCEEDED',
    'rate_limit_exceeded',
    'too-many-requests',
    'RateLimited',
  ])('in a code, wherever it is: %s', (code) => {
    expect(saysUsedUp({ error: { details: [{ reason: 'x' }, { reason: code }] } })).toBe(true);
    expect(saysUsedUp([{ errorCode: code }])).toBe(true);
  });

  it.each([
    'Permission denied',
    'The key has reached its end of life',
    'Request size limit exceeded',
    'The limit of 5 seats is exceeded',
    'Failed login attempts exceeded the limit',
    'Permission denied. This API requires a quota project, which is not set by default.',
    'Permission to read quotas is required. This account was reached from outside.',
    'Forbidden, see https://docs.example/quota-exceeded',
    'dailyLimitExceededUnreg',
    'Daily Limit for Unauthenticated Use Exceeded. Continued use requires signup.',
    `${'x'.repeat(1000)} quota exceeded`,
  ])('but not in: %s', (text) => {
    expect(saysUsedUp({ error: { message: text, code: 403, errors: [text], none: null } })).toBe(
      false,
    );
  });
});
