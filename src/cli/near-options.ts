/** What an option of another command is called here, or what takes its place. */
type Near = readonly [commands: readonly string[], flags: readonly string[], meant: string];

const withConfig = ['status', 'wait', 'run', 'profiles', 'check'];
const withProfile = ['status', 'wait', 'run', 'failed'];

const near: readonly Near[] = [
  [['init'], ['-p', '--profile'], '--name <name>'],
  [['init'], ['-o', '--output'], '--file <file>'],
  [['init'], ['--overwrite', '--replace'], '--force'],
  [['init'], ['--no-check', '--no-test'], '--no-try'],
  [withConfig, ['--file'], '--config <file>'],
  [withProfile, ['--name'], '--profile <name>'],
  [['init', 'check', ...withProfile], ['--url', '--address'], '--base-url <url>'],
  [['init', 'check', ...withProfile], ['--service'], '--provider <name>'],
  [['failed'], ['--file', '--failed-to'], '--output <file>'],
  [['history'], ['--file'], '--history-file <file>'],
  [['check'], ['-p', '--profile', '--name'], 'importwatch check <profile>'],
  [['history'], ['-p', '--profile', '--name'], 'importwatch history <profile>'],
  [['providers'], ['--provider', '--name'], 'importwatch providers <name>'],
  [['demo'], ['--provider'], 'importwatch demo <provider>'],
  [['demo'], ['--answer'], '--replay <folder>'],
  [['check'], ['--replay'], '--answer <folder>'],
];

/** What a user means who gives a command the option of another one. */
export function nearOption(command: string, flag: string): string | undefined {
  return near.find(([commands, flags]) => commands.includes(command) && flags.includes(flag))?.[2];
}
