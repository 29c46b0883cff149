import { describe, expect, it } from 'vitest';
import { idInAddress, idMeant } from '../../../src/core/provider/id-in-address.ts';

const base = new URL('https://api.example.com/rest');

describe('the id in the address of a status', () => {
  it.each([
    ['https://api.example.com/rest/jobs/42', '/jobs/{id}', '42'],
    ['/rest/jobs/42', '/jobs/{id}', '42'],
    ['jobs/42', '/jobs/{id}', '42'],
    ['HTTPS://API.example.com:443/rest/jobs/42?expand=all#top', '/jobs/{id}', '42'],
    ['/rest/jobs/42/', '/jobs/{id}/status', '42'],
    ['/rest/jobs/42/files/7', '/jobs/{id}', '42'],
    ['/rest/jobs/a%2Fb%20c', '/jobs/{id}', 'a/b c'],
    ['/rest/jobs/100%', '/jobs/{id}', '100%'],
    ['/rest/jobs/42.json', '/jobs/{id}.json', '42'],
    ['/rest/jobs/42', '/jobs/{id}.json', '42'],
    ["/rest/jobs('42')", "/jobs('{id}')", '42'],
    ['/rest/status?id=42&x=1', '/status?id={id}', '42'],
    ['/rest/status?x=1&id=42', '/status?x=1&id={id}', '42'],
    ['/rest/v1/a/operations/b', '/v1/{+id}', 'https://api.example.com/rest/v1/a/operations/b'],
  ])('%s polled at %s', (address, template, id) => {
    expect(idInAddress(address, template, base)).toBe(id);
  });

  it.each([
    ['of another service', 'https://other.example.com/rest/jobs/42', '/jobs/{id}'],
    ['of another port', 'https://api.example.com:8443/rest/jobs/42', '/jobs/{id}'],
    ['without encryption', 'http://api.example.com/rest/jobs/42', '/jobs/{id}'],
    ['above that of the profile', '/jobs/42', '/jobs/{id}'],
    ['that climbs out of it', '/rest/../jobs/42', '/jobs/{id}'],
    ['that only begins like it', '/restored/jobs/42', '/jobs/{id}'],
    ['with credentials', 'https://me:you@api.example.com/rest/jobs/42', '/jobs/{id}'],
    ['of something else', '/rest/uploads/42', '/jobs/{id}'],
    ['of something else in one segment', "/rest/tasks('42')", "/jobs('{id}')"],
    ['below that of the status', '/rest/status/more?id=42', '/status?id={id}'],
    ['of all of them', '/rest/jobs/', '/jobs/{id}'],
    ['without the id', '/rest/status?x=1', '/status?id={id}'],
    ['with the id elsewhere', '/rest/other?id=42', '/status?id={id}'],
    ['where the id is in a body', '/rest/graphql.json', '/graphql.json'],
    ['that is invalid', 'https://', '/jobs/{id}'],
    ['that is a path elsewhere', 'https://other.example.com/rest/v1/a', '/v1/{+id}'],
  ])('is not in an address %s', (_about, address, template) => {
    expect(idInAddress(address, template, base)).toBeUndefined();
  });
});

describe('the id that a user means', () => {
  const meant = (given: string, template?: string) =>
    idMeant(given, {
      provider: template === undefined ? {} : { statusAddress: () => template },
      settings: {},
      baseUrl: base,
    });

  it.each([
    ['https://api.example.com/rest/jobs/42', '42'],
    ['/rest/jobs/42?verbose=1', '42'],
    ['/rest/jobs/a%2Fb', 'a/b'],
  ])('is in the address of its status: %s', (given, id) => {
    expect(meant(given, '/jobs/{id}')).toBe(id);
  });

  it.each([
    ['42', '/jobs/{id}'],
    ['jobs/42', '/jobs/{id}'],
    ['/other/42', '/jobs/{id}'],
    ['https://other.example.com/rest/jobs/42', '/jobs/{id}'],
    ['https://api.example.com/rest/a?sig=%20x~[]', '/{+id}'],
    ['https://api.example.com/rest/graphql', '/graphql'],
    ['https://api.example.com/rest/jobs/42', undefined],
  ])('is what was given otherwise: %s polled at %s', (given, template) => {
    expect(meant(given, template)).toBe(given);
  });
});
