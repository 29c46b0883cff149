import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { expect } from 'vitest';
import type { ImportwatchError } from '../../src/core/model/errors.ts';
import { exitCodes, signalCodes } from '../../src/core/model/outcome.ts';

/** A line of the `--json` stream. Its `type` decides which fields it has. */
export interface StreamLine {
  readonly type: string;
  readonly target?: { readonly profile: string; readonly provider: string; readonly id?: string };
  readonly snapshot?: Readonly<Record<string, unknown>>;
  readonly error?: Pick<ImportwatchError, 'message' | 'status' | 'hint'> & {
    readonly code: string;
  };
  readonly outcome?: string | null;
  readonly exitCode?: number;
  readonly code?: string;
  readonly message?: string;
  readonly [field: string]: unknown;
}

export interface Ended {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
ajvFormats.default(ajv);
const schema = new URL('../../schema/events.schema.json', import.meta.url);
const isLine = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

const knownCodes = [...Object.values(exitCodes), ...Object.values(signalCodes)];

/** Checks what importwatch promises for every run. */
export function expectPromises({ args, env, code, stdout, stderr }: Ended): void {
  const output = `${stdout}${stderr}`;
  const verbose = args.includes('-v') || args.includes('--verbose');
  expect(knownCodes).toContain(code);
  expect(code, output).not.toBe(exitCodes.bug);
  if (!verbose) expect(stderr).not.toMatch(/^\s+at /m);
  const colored = args.includes('always') || 'FORCE_COLOR' in env;
  expect(colored ? withoutColors(output) : output).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  for (const secret of secretsOf(env)) {
    for (const form of encodings(secret)) expect(output).not.toContain(form);
  }
}

/** Checks what importwatch promises for every `--json` stream, and returns its lines. */
export function expectStream({ args, code, stdout, stderr }: Ended): readonly StreamLine[] {
  const texts = stdout.split('\n');
  expect(texts.pop()).toBe('');
  const lines = texts.map((text) => JSON.parse(text) as StreamLine);
  for (const line of lines) expect(isLine(line), ajv.errorsText(isLine.errors)).toBe(true);
  expect(lines[0]).toMatchObject({ type: 'version', schema: '1.0' });
  expect(lines.at(-1)).toMatchObject({ type: 'end', exitCode: code });
  expect(lines.filter(({ type }) => type === 'version' || type === 'end')).toHaveLength(2);
  if (code !== exitCodes.usage && !args.includes('-v')) expect(stderr).toBe('');
  return lines;
}

function withoutColors(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
  return text.replace(/\u001B\[\d+(;\d+)*m/g, '');
}

function secretsOf(env: Ended['env']): readonly string[] {
  const secret = /^IMPORTWATCH_(API_KEY|APPLICATION_KEY|ACCESS_TOKEN|AUTH_TOKEN)$/;
  return Object.entries(env).flatMap(([name, value]) => (secret.test(name) ? [value] : []));
}

/** The forms in which a service can echo a secret. */
export function encodings(secret: string): readonly string[] {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  return [secret, encodeURIComponent(secret), base64];
}
