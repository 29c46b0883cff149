// Runs mutation testing for every part of the code, or for the given parts, and prints the score.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parts } from './mutation-parts.mjs';
import { command } from './npm.mjs';

const goal = 85;
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);

function scoreOf(mutants) {
  const count = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const detected = count('Killed', 'Timeout');
  const all = detected + count('Survived', 'NoCoverage');
  return { detected, all, percent: (100 * detected) / all };
}

const mutants = names.flatMap((name) => {
  const env = { ...process.env, MUTATION_PART: name };
  const stryker = command('stryker', ['run'], '@stryker-mutator/core');
  const { status } = spawnSync(...stryker, { stdio: 'inherit', env });
  if (status !== 0) throw new Error(`Mutation testing of ${name} failed.`);
  const report = JSON.parse(readFileSync(`reports/mutation/${name}.json`, 'utf8'));
  const found = Object.values(report.files).flatMap((file) => file.mutants);
  return found.map(({ status }) => ({ status, name }));
});

for (const name of names) {
  const { detected, all, percent } = scoreOf(mutants.filter((mutant) => mutant.name === name));
  process.stdout.write(
    `${name}: ${detected} of ${all} mutants detected, ${percent.toFixed(1)} %\n`,
  );
}
const { detected, all, percent } = scoreOf(mutants);
process.stdout.write(`all: ${detected} of ${all} mutants detected, ${percent.toFixed(1)} %\n`);
process.exit(percent >= goal ? 0 : 1);
