import { describe, expect, it } from 'vitest';
import { providers } from '../../src/providers/index.ts';
import { providerNamed } from '../helpers/connected-import.ts';

/** What a person sets, without the words about it. */
const shapeOf = (name: string) => {
  const { settings, oneOf, id } = providerNamed(name);
  const shapes = Object.entries(settings).map(([key, setting]) => {
    const { describe: _describe, example: _example, choiceLabels: _labels, ...shape } = setting;
    return [key, shape] as const;
  });
  return { settings: Object.fromEntries(shapes), oneOf, needsId: id.required };
};

describe('the settings', () => {
  it('have labels of choices that there are', () => {
    for (const { settings } of providers) {
      for (const { choices = [], choiceLabels = {} } of Object.values(settings)) {
        expect(choices).toEqual(expect.arrayContaining(Object.keys(choiceLabels)));
      }
    }
  });

  it('of Elevate', () => {
    expect(shapeOf('elevate')).toEqual({
      needsId: true,
      oneOf: [['baseUrl', 'clusterId']],
      settings: {
        baseUrl: {},
        clusterId: {},
        host: { default: 'elevate-api.cloud' },
        apiKey: { secret: true, required: true },
        apiVersion: { choices: ['2', '3', '4'], default: '2' },
      },
    });
  });

  it('of Oracle Commerce', () => {
    expect(shapeOf('oracle-commerce')).toEqual({
      needsId: true,
      oneOf: [['applicationKey', 'accessToken']],
      settings: {
        baseUrl: { required: true },
        applicationKey: { secret: true },
        accessToken: { secret: true },
        operation: {
          choices: ['asset-import', 'import-process', 'export-process'],
          default: 'asset-import',
        },
      },
    });
  });

  it('of Rocket.Chat', () => {
    expect(shapeOf('rocketchat')).toEqual({
      needsId: false,
      oneOf: undefined,
      settings: {
        baseUrl: { required: true },
        userId: { required: true },
        authToken: { secret: true, required: true },
      },
    });
  });

  it.each(providers)(
    'of $name are described, with examples, and so is the provider',
    (provider) => {
      const { title, docs, id, settings } = provider;
      expect(title).toMatch(/\S/);
      expect(docs).toMatch(/^(https:\/\/|docs\/)/);
      for (const { describe, example } of [id, ...Object.values(settings)]) {
        expect(describe).toMatch(/^\S.*[^.\s]$/);
        if (example !== undefined) expect(example).toMatch(/\S/);
      }
    },
  );
});
