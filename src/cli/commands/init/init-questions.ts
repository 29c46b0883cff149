import { baseUrlMistake } from '../../../config/schema/address.ts';
import { literally } from '../../../config/schema/interpolate.ts';
import type { Reference } from '../../../config/secrets/secret.ts';
import type { Prompts } from '../../../core/ports/prompts.ts';
import type { Setting } from '../../../core/provider/field.ts';
import type { Provider } from '../../../core/provider/provider.ts';
import { fromEnvironment, isVariable, type Written } from './init-given.ts';
import { neededSettings } from './needed-settings.ts';

export async function askProvider(
  providers: readonly Provider[],
  prompts: Prompts,
): Promise<Provider> {
  const name = await prompts.select({
    message: 'Which service runs the import?',
    options: providers.map(({ name, title }) => ({ value: name, label: title, hint: name })),
  });
  return providers.find((provider) => provider.name === name) as Provider;
}

interface Secrets {
  /** Whether a secret may come from a command. */
  readonly commands: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Prompts for required settings and for choices. */
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
  for (const [key, { choices, required }] of Object.entries(settings)) {
    if (choices && !required && answers[key] === undefined) await ask(key);
  }
  return answers;
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
  { describe, choices, choiceLabels = {}, default: usual, example }: Setting,
  prompts: Prompts,
): Promise<string> {
  const message = `${key}: ${describe}`;
  if (choices) {
    const labelOf = (choice: string) => [choice, choiceLabels[choice]].filter(Boolean).join(': ');
    const options = choices.map((choice) => ({ value: choice, label: labelOf(choice) }));
    return prompts.select({ message, options, initial: usual });
  }
  const answer = await prompts.text({
    message,
    example,
    initial: usual,
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
    message: `${key}: ${describe}. Where is it?`,
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
    initial: variableFor(provider, key, env),
    check: (text) => (isVariable(text) ? undefined : 'Use only letters, digits and _.'),
  });
  return fromEnvironment(name);
}

/** `ELEVATE_API_KEY`, or `IMPORTWATCH_API_KEY` if that is set. */
function variableFor(provider: string, key: string, env: Secrets['env']): string {
  const words = key.replace(/[A-Z]/g, '_$&').toUpperCase();
  const own = `IMPORTWATCH_${words}`;
  return env[own] ? own : `${provider.replaceAll('-', '_').toUpperCase()}_${words}`;
}
