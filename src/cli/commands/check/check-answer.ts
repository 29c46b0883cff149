import { chooseProfile } from '../../../config/profile/choose-profile.ts';
import { loadConfig } from '../../../config/profile/load-config.ts';
import { providerNamed } from '../../../config/schema/provider-named.ts';
import { asWritten } from '../../../config/secrets/read-description.ts';
import { ImportwatchError } from '../../../core/model/errors.ts';
import { exitCodes } from '../../../core/model/outcome.ts';
import { createSanitizer } from '../../../core/model/sanitize.ts';
import { abortable } from '../../../core/ports/abort.ts';
import type { AnswerFacts } from '../../../core/provider/answer-facts.ts';
import type { Provider } from '../../../core/provider/provider.ts';
import { inertJson } from '../../../core/text/inert-json.ts';
import { type Json, parseJson } from '../../../core/text/json.ts';
import { savedAnswer } from '../../../core/text/saved-answer.ts';
import { plainText } from '../../../core/text/text.ts';
import { providers } from '../../../providers/index.ts';
import { snapshotObject } from '../../../render/json/json-lines.ts';
import { writeJson } from '../../output/write-json.ts';
import type { World } from '../../world.ts';
import type { CheckFlags } from './check.ts';
import { traceTable } from './trace-table.ts';

const maxBytes = 1024 * 1024;
const prompt = 'Paste the answer, then press Ctrl-D.';

/**
 * Shows how a description reads a saved answer, part by part. It sends no request and reads no
 * secret. Returns 0 if a snapshot results.
 */
export async function checkAnswer(
  file: string,
  profile: string | undefined,
  flags: CheckFlags,
  world: World,
): Promise<number> {
  const { provider, id } = await describedBy(profile, flags, world);
  const { body, ...facts } = { ...(await readAnswer(file, world)), ...(id && { id }) };
  const explanation = await provider.explain(body, world.clock.now(), facts);
  const { findings, problem = '' } = explanation;
  const snapshot =
    explanation.snapshot && createSanitizer(world.redactor).snapshot(explanation.snapshot);
  if (flags.json) {
    writeJson({ ...explanation, snapshot: snapshot && snapshotObject(snapshot) }, world);
  } else {
    const end = snapshot
      ? inertJson(snapshotObject(snapshot), 2)
      : `importwatch would report an error: ${plainText(problem)}`;
    world.stdout.write(`${traceTable(findings)}\n${end}\n`);
  }
  return snapshot ? exitCodes.succeeded : exitCodes.usage;
}

type Explaining = Provider & Required<Pick<Provider, 'explain'>>;

/** The provider of a profile in the configuration, or the one named on the command line. */
async function describedBy(
  profile: string | undefined,
  flags: CheckFlags,
  { config: configWorld, env, stop }: World,
): Promise<{ readonly provider: Explaining; readonly id?: string | undefined }> {
  const { provider, id }: { provider: Provider; id?: string | undefined } =
    flags.provider === undefined
      ? await ofProfile()
      : { provider: providerNamed(flags.provider, providers) };
  if (provider.explain) return { provider: provider as Explaining, id };
  throw new ImportwatchError(
    'usage',
    `--answer works only with a described API, and provider ${provider.name} has no description.`,
    {
      hint: 'Use it with provider: http or with a preset: importwatch check --answer <file> --provider meilisearch',
    },
  );

  /** The id of the import in the answer can follow the name of the profile. */
  async function ofProfile() {
    const config = await abortable(loadConfig(flags, providers, configWorld), stop);
    const [, name, id] = /^(.*?):(.+)$/.exec(profile ?? '') ?? [];
    const isTarget = name !== undefined && config.profiles.has(name);
    const flag = isTarget ? name : profile;
    const { provider, values } = chooseProfile(config, { flag }, env);
    const { description } = provider;
    return {
      provider: description ? description.provider(asWritten(description.keys, values)) : provider,
      id: isTarget ? id : undefined,
    };
  }
}

/** A body alone, or what `curl -i` prints: a status, headers, and a body if there is one. */
interface Saved extends AnswerFacts {
  readonly body: Json | undefined;
}

async function readAnswer(file: string, { config, readInput, stop }: World): Promise<Saved> {
  const reading = () =>
    config.readFile(file, maxBytes).catch(({ message }: Error) => {
      throw new ImportwatchError('usage', `${plainText(file)} ${message}.`);
    });
  const text = file === '-' ? await readInput(prompt) : await abortable(reading(), stop);
  const saved = savedAnswer(text);
  if (saved === undefined) return { body: jsonOf(text) };
  const { status, headers } = saved;
  const isJson = saved.text.trim() !== '' && !isOtherType(headers);
  return { status, headers, body: isJson ? jsonOf(saved.text) : undefined };
}

/** An answer that is neither JSON nor a page, such as a file, needs no body. */
function isOtherType({ 'content-type': type = 'json' }: Readonly<Record<string, string>>): boolean {
  return !/json|html/i.test(type);
}

function jsonOf(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    throw new ImportwatchError('usage', "The answer isn't JSON.", {
      hint: 'Save it with curl -s … > answer.json, with or without -i.',
    });
  }
}
