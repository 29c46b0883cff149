import type { Command, Option } from 'commander';
import type { Field } from '../../../core/provider/field.ts';

/** Candidates at the cursor: words, or file names. */
export type Candidates = 'files' | readonly Candidate[];

export interface Candidate {
  readonly value: string;
  readonly about?: string | undefined;
}

/** Names that the program itself doesn't contain. */
export interface CompletionNames {
  readonly providers: readonly ProviderNames[];
  /** From the configuration that these words choose. */
  profiles(words: readonly string[]): Promise<readonly Candidate[]>;
  /** Recently watched imports, as targets. */
  recent(): Promise<readonly string[]>;
}

interface ProviderNames {
  readonly name: string;
  readonly title: string;
  /** Profiles of this provider are written by hand: options cannot express them. */
  readonly description?: unknown;
  readonly settings: Readonly<Record<string, Field>>;
}

/** `words` are the words after the program's name. The last one is unfinished, and can be empty. */
export async function candidatesFor(
  words: readonly string[],
  program: Command,
  names: CompletionNames,
): Promise<Candidates> {
  const partial = words.at(-1) ?? '';
  const { command, option, positionals, onlyPositionals } = contextOf(words.slice(0, -1), program);
  if (command === undefined) return [];
  const found = async (): Promise<Candidates> => {
    if (option) return valuesOf(option, words, names);
    const [, flag, value] = /^(--[\w-]+)=(.*)$/s.exec(partial) ?? [];
    const assigned = flag === undefined ? undefined : optionNamed(flag, command);
    if (assigned && value !== undefined) {
      const values = await valuesOf(assigned, words, names);
      return values === 'files'
        ? values
        : values.map((one) => ({ ...one, value: `${flag}=${one.value}` }));
    }
    if (partial.startsWith('-') && !onlyPositionals) return optionsOf(command, words);
    if (command === program) return commandsOf(program);
    if (command.name() === 'run' && onlyPositionals) return 'files';
    if (command.name() === 'help') return commandsOf(program);
    return argumentsOf(command, positionals, words, names);
  };
  const all = await found();
  return all === 'files' ? all : all.filter(({ value }) => value.startsWith(partial));
}

interface Context {
  /** `undefined` for an unknown command. */
  readonly command: Command | undefined;
  /** The option that has its value at the cursor. */
  readonly option?: Option | undefined;
  /** Arguments of the command before the cursor. */
  readonly positionals: number;
  /** After `--`. */
  readonly onlyPositionals: boolean;
}

function contextOf(before: readonly string[], program: Command): Context {
  let command: Command | undefined = program;
  let option: Option | undefined;
  let positionals = 0;
  let onlyPositionals = false;
  for (const word of before) {
    if (option) option = undefined;
    else if (word === '--') onlyPositionals = true;
    else if (word.startsWith('-') && !onlyPositionals) {
      const named = command && optionNamed(word, command);
      option = named?.required ? named : undefined;
    } else if (command === program) {
      command = program
        .createHelp()
        .visibleCommands(program)
        .find((one) => one.name() === word);
    } else positionals += 1;
  }
  return { command, option, positionals, onlyPositionals };
}

function optionNamed(flag: string, command: Command): Option | undefined {
  return command.options.find(({ short, long }) => flag === short || flag === long);
}

function optionsOf(command: Command, words: readonly string[]): readonly Candidate[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter(({ short, long, variadic, parseArg }) => {
      const used = words.slice(0, -1).some((word) => word === short || word === long);
      return !used || variadic || parseArg !== undefined;
    })
    .map(({ long, description }) => ({ value: long ?? '', about: description }));
}

function commandsOf(program: Command): readonly Candidate[] {
  const commands = program.createHelp().visibleCommands(program);
  return commands.map((command) => ({ value: command.name(), about: command.description() }));
}

async function argumentsOf(
  command: Command,
  positionals: number,
  words: readonly string[],
  names: CompletionNames,
): Promise<readonly Candidate[]> {
  const [first] = command.registeredArguments;
  if (first === undefined || (positionals > 0 && !first.variadic)) return [];
  if (first.argChoices) return first.argChoices.map((value) => ({ value }));
  switch (first.name()) {
    case 'target': {
      if (words.at(-1)?.includes(':')) return (await names.recent()).map((value) => ({ value }));
      const profiles = await names.profiles(words);
      return profiles.map(({ value, about }) => ({ value: `${value}:`, about }));
    }
    case 'profile':
      return names.profiles(words);
    case 'provider':
    case 'name':
      return providersOf(names);
    default:
      return [];
  }
}

async function valuesOf(
  { long, flags, argChoices }: Option,
  words: readonly string[],
  names: CompletionNames,
): Promise<Candidates> {
  if (argChoices) return argChoices.map((value) => ({ value }));
  if (long === '--profile') return names.profiles(words);
  if (long === '--provider') {
    const providers = names.providers.filter(({ description }) => description === undefined);
    return providersOf({ ...names, providers });
  }
  if (long === '--set' || long === '--secret') return settingsOf(long === '--secret', words, names);
  const [, kind = ''] = /<(.+)>/.exec(flags) ?? [];
  if (kind === 'file' || kind === 'folder') return 'files';
  const literals = kind.includes('|') ? kind.split('|') : [];
  return literals.filter((word) => word !== 'duration').map((value) => ({ value }));
}

function providersOf({ providers }: CompletionNames): readonly Candidate[] {
  return providers.map(({ name, title }) => ({ value: name, about: title }));
}

/** The settings of the provider that the words name. */
function settingsOf(
  secret: boolean,
  words: readonly string[],
  { providers }: CompletionNames,
): readonly Candidate[] {
  const named = words[words.indexOf('--provider') + 1];
  const provider = providers.find(({ name }) => name === named);
  return Object.entries(provider?.settings ?? {})
    .filter(([, setting]) => Boolean(setting.secret) === secret)
    .flatMap(([key, { describe: about }]) =>
      (secret ? [`${key}=env:`, `${key}=file:`] : [`${key}=`]).map((value) => ({ value, about })),
    );
}
