import { baseUrlMistake } from '../../../config/schema/address.ts';
import { literally } from '../../../config/schema/interpolate.ts';
import type { Reference } from '../../../config/secrets/secret.ts';
import type { Prompts } from '../../../core/ports/prompts.ts';
import { waysToLogIn } from '../../../core/provider/credentials.ts';
import type { Setting } from '../../../core/provider/field.ts';
import type { Provider } from '../../../core/provider/provider.ts';
import { fromEnvironment, isVariable, variableRule, type Written } from './init-given.ts';
import { neededSettings } from './needed-settings.ts';

export async function askProvider(
  providers: readonly Provider[],
  prompts: Prompts,
): Promise<Provider> {
  const isAny = ({ description }: Provider) => description !== undefined;
  const named = (name: string) => providers.find((provider) => provider.name === name) as Provider;
  const known = providers.filter((provider) => !isAny(provider));
  const others = providers.filter(isAny);
  const provider = named(
    await prompts.select({
      message: `Which service runs the import? ${ownApi}`,
      options: [
        ...known.map(({ name, title }) => ({ value: name, label: title, hint: name })),
        ...others.map(({ name, description }) => ({
          value: name,
          label: 'Another API, such as your own',
          hint: `with ${description?.preset}, or any JSON API with ${name}`,
        })),
      ],
      otherwise: ownApi,
    }),
  );
  const preset = provider.description?.preset;
  if (preset === undefined) return provider;
  const message = `Start with the preset ${preset}, which reads the usual job statuses?`;
  return (await prompts.confirm({ message, initial: true })) ? named(preset) : provider;
}

/** Searching the list must lead to it, whatever the user calls an API. */
const ownApi = 'For your own API, type "other".';

interface Secrets {
  /** Whether a secret may come from a command. */
  readonly commands: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Prompts for required settings, for others that are often needed, for credentials and choices. */
export async function askSettings(
  provider: Provider,
  given: Written,
  secrets: Secrets,
  prompts: Prompts,
): Promise<Written> {
  const { settings, name } = provider;
  const answers: Record<string, string | Reference> = { ...given };
  const ask = async (key: string): Promise<void> => {
    const setting = settings[key] as Setting;
    answers[key] = setting.secret
      ? await askSecret(key, setting, { ...secrets, provider: name }, prompts)
      : await askText(key, setting, prompts);
  };
  for (;;) {
    const [need] = neededSettings(provider, answers);
    if (need === undefined) break;
    const [first, ...others] = need;
    const key = others.length === 0 ? first : await askWhich([first, ...others], settings, prompts);
    await ask(key);
  }
  const optional = async (wanted: (setting: Setting) => boolean | undefined) => {
    for (const [key, setting] of Object.entries(settings)) {
      if (wanted(setting) && !setting.required && answers[key] === undefined) await ask(key);
    }
  };
  await optional(({ prompt }) => prompt);
  for (const key of await askLogin(provider, answers, prompts)) await ask(key);
  await optional(({ choices }) => choices !== undefined);
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== ''));
}

/** The settings of the login that the user chooses, if all are optional and none has a value. */
async function askLogin(
  provider: Provider,
  answers: Written,
  prompts: Prompts,
): Promise<readonly string[]> {
  const ways = waysToLogIn(provider);
  if (ways.length === 0 || ways.flat().some((key) => answers[key] !== undefined)) return [];
  const none = 'none';
  const label = await prompts.select({
    message: 'Which credentials does the service need?',
    options: [
      ...ways.map((way) => {
        const label = way.join(' and ');
        return { value: label, label, hint: provider.settings[way[0] ?? '']?.describe };
      }),
      { value: none, label: none },
    ],
  });
  return ways.find((way) => way.join(' and ') === label) ?? [];
}

function askWhich(
  keys: readonly string[],
  settings: Provider['settings'],
  prompts: Prompts,
): Promise<string> {
  return prompts.select({
    message: 'Which of these do you have?',
    options: keys.map((key) => ({ value: key, label: key, hint: settings[key]?.describe })),
  });
}

async function askText(
  key: string,
  { describe, choices, choiceLabels, default: usual, example, required, prompt }: Setting,
  prompts: Prompts,
): Promise<string> {
  const message = `${key}: ${describe}`;
  if (choices) {
    const labelOf = (choice: string) => [choice, choiceLabels?.[choice]].filter(Boolean).join(': ');
    const options = choices.map((choice) => ({ value: choice, label: labelOf(choice) }));
    // Labels say what the description says.
    const question = choiceLabels ? `Which ${key}?` : message;
    return prompts.select({ message: question, options, initial: usual });
  }
  const isOptional = prompt === true && !required && usual === undefined;
  const answer = await prompts.text({
    message: isOptional ? `${message} (optional)` : message,
    example,
    usual,
    optional: isOptional,
    check: (text) => {
      const mistake = key === 'baseUrl' ? baseUrlMistake(text) : undefined;
      return mistake && `This ${mistake}`;
    },
  });
  return literally(answer);
}

/**
 * Prompts for the place of a secret, never for the secret, so it is in no file and on no screen.
 */
async function askSecret(
  key: string,
  { describe }: Setting,
  { commands, env, provider }: Secrets & { readonly provider: string },
  prompts: Prompts,
): Promise<string | Reference> {
  const place = await prompts.select({
    message: `${key}: ${describe}. Where is it stored?`,
    options: [
      { value: 'env', label: 'in an environment variable' },
      { value: 'file', label: 'in a separate file' },
      ...(commands ? [{ value: 'command', label: 'in the output of a command' } as const] : []),
    ],
  });
  if (place === 'file') {
    const example = `/run/secrets/${key}`;
    return { file: literally(await prompts.text({ message: 'Path of the file', example })) };
  }
  if (place === 'command') {
    const example = `op read op://private/${provider}/${key}`;
    return { command: await prompts.text({ message: 'The command', example }) };
  }
  const name = await prompts.text({
    message: 'Name of the variable (not the secret itself)',
    usual: variableFor(provider, key, env),
    check: (text) => (isVariable(text) ? undefined : variableRule),
  });
  return fromEnvironment(name);
}

/** `ELEVATE_API_KEY`, or `IMPORTWATCH_API_KEY` if that is set. */
function variableFor(provider: string, key: string, env: Secrets['env']): string {
  const words = key.replace(/[A-Z]/g, '_$&').toUpperCase();
  const own = `IMPORTWATCH_${words}`;
  return env[own] ? own : `${provider.replaceAll('-', '_').toUpperCase()}_${words}`;
}
