import { expect, test } from 'vitest';
import { ciChoices, ciSystem } from '../../../src/render/ci/detect.ts';

test.each([
  [{ GITHUB_ACTIONS: 'true' }, 'github'],
  [{ GITLAB_CI: 'true' }, 'gitlab'],
  [{ TF_BUILD: 'True' }, 'azure'],
  [{ TEAMCITY_VERSION: '2026.1' }, 'teamcity'],
  [{ BUILDKITE: 'true' }, 'buildkite'],
  [{ CI: 'true', JENKINS_URL: 'https://ci.example.com' }, undefined],
])('%j is %s', (env, name) => {
  expect(ciSystem('auto', { CI: 'true', ...env })?.name).toBe(name);
});

test('a named system is used anywhere, and no system with none', () => {
  expect(ciSystem('azure', { GITHUB_ACTIONS: 'true' })?.name).toBe('azure');
  expect(ciSystem('none', { GITHUB_ACTIONS: 'true' })).toBeUndefined();
  expect(ciChoices).toEqual(['auto', 'none', 'github', 'gitlab', 'azure', 'teamcity', 'buildkite']);
});
