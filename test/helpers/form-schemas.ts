/** An object with only these keys. */
const only = (properties: Readonly<Record<string, object>>, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const text = { type: 'string', minLength: 1 };
const flag = { type: 'boolean' };

/** A question of this type, with its own attributes. */
const question = (
  type: string,
  attributes: Readonly<Record<string, object>>,
  required: readonly string[] = ['label'],
) =>
  only(
    {
      type: { const: type },
      id: { type: 'string', pattern: '^[\\w-]+$' },
      attributes: only({ label: text, description: text, ...attributes }, required),
      validations: only({ required: flag }),
    },
    ['type', 'attributes'],
  );

const typed = { placeholder: text, value: text };
const choices = { type: 'array', items: text, minItems: 1, uniqueItems: true };
const box = only({ label: text, required: flag }, ['label']);

/**
 * An issue form, as described in
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
 */
export const issueForm = only(
  {
    name: text,
    description: text,
    title: text,
    labels: { type: 'array', items: text },
    body: {
      type: 'array',
      contains: {
        type: 'object',
        not: { type: 'object', properties: { type: { const: 'markdown' } } },
      },
      items: {
        type: 'object',
        discriminator: { propertyName: 'type' },
        required: ['type'],
        oneOf: [
          only({ type: { const: 'markdown' }, attributes: only({ value: text }, ['value']) }, [
            'type',
            'attributes',
          ]),
          question('input', typed),
          question('textarea', { ...typed, render: text }),
          question('dropdown', { options: choices, multiple: flag }, ['label', 'options']),
          question('checkboxes', { options: { type: 'array', items: box, minItems: 1 } }, [
            'label',
            'options',
          ]),
        ],
      },
    },
  },
  ['name', 'description', 'body'],
);

/**
 * The options that we use from https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference
 */
export const dependabot = only(
  {
    version: { const: 2 },
    updates: {
      type: 'array',
      items: only(
        {
          'package-ecosystem': { enum: ['docker', 'github-actions', 'npm'] },
          directory: text,
          schedule: only({ interval: { enum: ['daily', 'weekly', 'monthly'] } }, ['interval']),
          groups: {
            type: 'object',
            additionalProperties: only({
              'dependency-type': { enum: ['development', 'production'] },
            }),
          },
        },
        ['package-ecosystem', 'directory', 'schedule'],
      ),
    },
  },
  ['version', 'updates'],
);
