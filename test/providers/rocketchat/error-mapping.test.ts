import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../src/core/model/errors.ts';
import type { Json } from '../../../src/core/text/json.ts';
import { rocketchatErrors } from '../../../src/providers/rocketchat/error-mapping.ts';

const failure = (fields: Record<string, Json>): Json => ({ success: false, ...fields });
const judge = (status: number, body: Json) => rocketchatErrors.judge?.(status, body);
const hint = (code: ErrorCode, status: number, body?: Json) =>
  rocketchatErrors.hint?.(code, status, body);

describe('an error of Rocket.Chat', () => {
  it.each<[string, ErrorCode]>([
    ['error-action-not-allowed', 'refused'],
    ['error-unauthorized', 'refused'],
    ['unauthorized', 'refused'],
    ['not_authorized', 'refused'],
    ['error-operation-not-found', 'not-found'],
    ['error-importer-not-defined', 'rejected'],
    ['error-too-many-requests', 'rate-limited'],
  ])('%s means %s, in a 400 as in a 200', (errorType, code) => {
    expect(judge(400, failure({ errorType }))).toBe(code);
    expect(judge(200, failure({ errorType }))).toBe(code);
    expect(judge(403, failure({ errorType }))).toBeUndefined();
  });

  it('that is unknown has the meaning of its status, or is a rejected request', () => {
    expect(judge(400, failure({ errorType: 'error-odd' }))).toBeUndefined();
    expect(judge(200, failure({ errorType: 'error-odd' }))).toBe('rejected');
    expect(judge(299, failure({}))).toBe('rejected');
    expect(judge(300, failure({}))).toBeUndefined();
    expect(judge(199, failure({}))).toBeUndefined();
  });

  it.each([
    ['Not here [error-operation-not-found]', 'not-found'],
    ['Not here [error-operation-not-found]  ', 'not-found'],
    ['error-operation-not-found', 'not-found'],
    ['[error-operation-not-found] not here', undefined],
    ['error-operation-not-found!', undefined],
    ['!error-operation-not-found', undefined],
    ['', undefined],
  ])('has its code in its message: %j', (error, code) => {
    expect(judge(400, failure({ error }))).toBe(code);
  });

  it('has the message of the server, or ours if that says nothing', () => {
    const message = (fields: Record<string, Json>) => rocketchatErrors.message(failure(fields));
    expect(message({ error: 'Out of order' })).toBe('Out of order');
    expect(message({ message: 'You must be logged in' })).toBe('You must be logged in');
    expect(message({ errorType: 'error-operation-not-found', error: 'x' })).toBe(
      'no import has ever run on this server',
    );
    expect(message({ errorType: 'error-importer-not-defined' })).toBe(
      'the importer of the most recent import no longer exists there',
    );
    expect(message({ error: '[not_authorized]' })).toBe(
      'the user of this token lacks a permission',
    );
  });
});

describe('an answer of Rocket.Chat', () => {
  it('identifies itself, except the list of operations', () => {
    expect(judge(200, { success: true })).toBeUndefined();
    expect(judge(200, [])).toBeUndefined();
    expect(judge(200, { operations: [] })).toBeUndefined();
    expect(judge(200, { operations: {} })).toBe('bad-answer');
    expect(judge(200, {})).toBe('bad-answer');
    expect(judge(204, null)).toBe('bad-answer');
    expect(judge(500, {})).toBeUndefined();
  });
});

describe('the next step', () => {
  it('is to check the address if the server is another one, or to start an import', () => {
    expect(hint('not-found', 404)).toContain('Check baseUrl');
    expect(hint('not-found', 400, {})).toContain('Start the import first');
  });

  it('is to check the import if its importer is gone', () => {
    const gone = failure({ errorType: 'error-importer-not-defined' });
    expect(hint('rejected', 400, gone)).toBe(
      'Check the import in Rocket.Chat: Administration → Import.',
    );
  });

  it('is to check the permission, or the credentials', () => {
    const permission = 'permission run-import';
    expect(hint('refused', 403, {})).toContain(permission);
    expect(hint('refused', 400, failure({ errorType: 'error-unauthorized' }))).toContain(
      permission,
    );
    expect(hint('refused', 400, failure({ error: '[not_authorized]' }))).toContain(permission);
    expect(hint('refused', 401, failure({ error: 'unauthorized' }))).toContain('userId');
    expect(hint('refused', 401)).toContain('userId and authToken');
  });

  it('is unknown if something else refuses, or nothing is refused', () => {
    expect(hint('refused', 403)).toBeUndefined();
    expect(hint('rejected', 403, {})).toBeUndefined();
    expect(hint('busy', 503, {})).toBeUndefined();
  });
});
