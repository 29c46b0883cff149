import fc from 'fast-check';

const parts = [
  ...['::', ':', '##', '#', '[', ']', 'vso', 'teamcity', 'error', ' ', '  ', '%', "'", '|', 'm'],
  ...['::error::', '::set-output name=a::', '##[error]', '##vso[task.complete]', '##teamcity['],
  ...['\u001B', '\u001B[', '\u001B[31m', '\u001B]0;', '\u0007', '\u001B\\', '\u001BP', '\u001B(B'],
  ...['\u009B', '\u009D', '\u009C', '\u0090', '\u0085', '\u0000', '\b', '\u007F', '\u0080'],
  ...['\r', '\n', '\t', '\v', '\u2028', '\u2029', '\u00A0', '\u3000'],
  ...['\u202E', '\u2066', '\u2069', '\u200E', '\u061C', '\u200B', '\u200D', '\u2060', '\uFEFF'],
  ...['\u00AD', '\u3164', '\u034F', '\uFE0F', '\u{E0001}', '\u{E0020}', '\uE000', '\uFFF9'],
  ...['\uD83D', '\uDE00', '😀', '👩‍👩‍👧', '🇩🇪', '大', 'ｗ', 'e\u0301', '\u0301', 'हि', 'ß'],
] as const;

/** Text as an enemy would write it, who knows how it is cleaned. */
export const hostile = (maxParts = 40): fc.Arbitrary<string> =>
  fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...parts) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
        { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 5 }) },
      ),
      { maxLength: maxParts },
    )
    .map((some) => some.join(''));

/** What no text may hold: controls, formats, surrogates, private use, line breaks, the invisible. */
export const forbidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{DI}]/u;

/** What a CI runner would take as a command, wherever it stands. */
export const command = /::\s*[\w-]+[^:]*(:[^:]+)*::|##\w*\[/;

/**
 * `FUZZ=50 npx vitest run test/properties` looks fifty times as long: the time-outs of those tests
 * leave room for that.
 */
export const runs = (usual: number): { numRuns: number } => ({
  numRuns: usual * Number(process.env['FUZZ'] ?? 1),
});
