import { describe, expect, it } from 'vitest';
import {
  isIdName,
  isPersonName,
  isSecretName,
  isSignatureName,
} from '../../../../src/core/provider/errors/sensitive-names.ts';

const words = (text: string) => text.trim().split(/\s+/);

describe('a name reveals that its value is', () => {
  it.each(
    words(`password Password userPassword passwd pwd PASSPHRASE client_secret clientSecret secrets
      private_key privateKey access_token accessToken accesstoken ACCESS_TOKEN id_token refresh-token
      authToken token csrfToken xsrf-token apiKey api_key apikey API-KEY x-api-key accessKeyId
      aws_secret_access_key Authorization proxy-authorization auth cookie Set-Cookie sessionId
      session_id JSESSIONID PHPSESSID sid jwt bearer credentials applicationKey subscriptionKey
      signature X-Amz-Security-Token sasToken connectionString otp pin x-auth-token X-Subject-Token`),
  )('a secret: %s', (name) => expect(isSecretName(name)).toBe(true));

  it.each(
    words(`token_type tokenUrl expires_in authStatus state status key name importerKey primaryKey
      keyword monkey author passed passing_rows tokens_used total_tokens_count x-ratelimit-limit-tokens
      RateLimit-Remaining-Tokens pinned spinner sidecar compass secretary processed authored
      completedPercentage percent_done sessions_count`),
  )('not a secret: %s', (name) => expect(isSecretName(name)).toBe(false));

  it.each(
    words('sig X-Amz-Signature X-Goog-Credential Signature Policy Expires key code se sp token'),
  )('part of a signature: %s', (name) => expect(isSignatureName(name)).toBe(true));

  it.each(words('id _id jobId job_id ID uuid importUUID connection-id'))('an id: %s', (name) =>
    expect(isIdName(name)).toBe(true),
  );

  it.each(words('idle valid paid video width'))('not an id: %s', (name) =>
    expect(isIdName(name)).toBe(false),
  );

  it.each(words('createdBy user userName first_name company phone owner'))('a person: %s', (name) =>
    expect(isPersonName(name)).toBe(true),
  );

  it.each(words('name fileName typeName username_field useragent'))('not a person: %s', (name) =>
    expect(isPersonName(name)).toBe(false),
  );
});
