import { Chalk } from 'chalk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WatchEvent } from '../../src/core/model/events.ts';
import { azure } from '../../src/render/ci/azure.ts';
import { github } from '../../src/render/ci/github.ts';
import { junitReport } from '../../src/render/ci/junit.ts';
import { createProgress } from '../../src/render/ci/progress.ts';
import { teamcity } from '../../src/render/ci/teamcity.ts';
import { jsonLine } from '../../src/render/json/json-lines.ts';
import { frame } from '../../src/render/live/frame.ts';
import { plainLines } from '../../src/render/log/plain-lines.ts';
import { resultFollowUp, warningLines } from '../../src/render/result/follow-up-lines.ts';
import { resultLines } from '../../src/render/result/result.ts';
import { widthOf } from '../../src/render/text/width.ts';
import { noPaint, themeOf } from '../../src/render/theme/theme.ts';
import { noon } from '../helpers/clock.ts';
import { rowsAfter } from '../render/rows-after.ts';
import { drawBar, result } from '../render/sample-events.ts';
import { anyEvent, anyResult } from './events.ts';
import { forbidden, hostile, runs } from './hostile.ts';

const looks = [themeOf(noPaint, true), themeOf(noPaint, false)];
const look = fc.constantFrom(...looks);

/** GitHub reads commands where a line begins, the others anywhere. */
const command = /^\s*::.*::|##\w*\[/;

function expectInert(line: string): void {
  expect(line).not.toMatch(forbidden);
  expect(line).not.toMatch(command);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: sequences begin with one
const sequences = /\u001B\[\d+m|\u001B\]8;;(?:https?:\/\/[!-~]+)?\u001B\\/g;

const over = { startedAt: noon, at: noon, exitCode: 1, status: 'failed' } as const;

describe('with any text from a service, a profile or an id', { timeout: 600_000 }, () => {
  it('a line of the log is one line, and inert', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        for (const line of plainLines(event, { time: () => '12:00:00' })) expectInert(line);
      }),
      runs(500),
    );
  });

  it('results and other messages are each one line, and inert', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { minLength: 1, maxLength: 4 }), look, (results, look) => {
        const lines = resultLines(results, look);
        expect(lines).toHaveLength(results.length);
        const remarks = results.flatMap((result) => resultFollowUp(result, look));
        for (const line of [...lines.flat(), ...remarks]) expectInert(line);
      }),
      runs(500),
    );
  });

  it('a warning is one line, and inert', () => {
    fc.assert(
      fc.property(anyEvent, look, (event, look) => {
        if (event.type !== 'warning') return;
        const lines = warningLines(event, look);
        expect(lines).toHaveLength(1);
        for (const line of lines) expectInert(line);
      }),
      runs(500),
    );
  });

  it('results are aligned in columns', () => {
    const named = fc.tuple(hostile(6), hostile(6)).map(([profile, id]) => ({ profile, id }));
    fc.assert(
      fc.property(fc.array(named, { minLength: 2, maxLength: 4 }), look, (names, look) => {
        const results = names.map((name) =>
          result({ target: { provider: 'elevate', ...name }, outcome: 'refused' }),
        );
        const columns = resultLines(results, look)
          .flat()
          .map((line) => widthOf(line.slice(0, line.lastIndexOf('access refused'))));
        expect(new Set(columns).size).toBe(1);
      }),
      runs(500),
    );
  });

  it('the live view fits the terminal, and moves nothing on its own', () => {
    const terminals = fc.record({
      columns: fc.integer({ min: 2, max: 200 }),
      rows: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), terminals, look, (events, size, look) => {
        const view = rowsAfter(events);
        const moment = { ...size, nowMs: noon + 4000, spinner: '-' };
        const { lines } = frame(view, moment, look, drawBar);
        expect(lines.length).toBeLessThanOrEqual(Math.max(1, size.rows - 1));
        for (const line of lines) {
          expect(widthOf(line)).toBeLessThan(size.columns);
          expect(line).not.toMatch(forbidden);
          expectInert(line);
        }
      }),
      runs(500),
    );
  });

  it('painted lines have colors, and links to pages on the web, and no other sequence', () => {
    const paint = new Chalk({ level: 1 });
    const looks = fc.constantFrom(themeOf(paint, true), themeOf(paint, true, true));
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 6 }), looks, (events, painted) => {
        const view = rowsAfter(events);
        const moment = { columns: 100, rows: 24, nowMs: noon, spinner: '-' };
        const results = events.flatMap((event) => (event.type === 'result' ? [event] : []));
        const lines = [
          ...frame(view, moment, painted, drawBar).lines,
          ...resultLines(results, painted).flat(),
          ...results.flatMap((result) => resultFollowUp(result, painted)),
          ...events.flatMap((event) =>
            plainLines(event, { time: () => '12:00:00', paint: painted.paint }),
          ),
        ];
        for (const line of lines) {
          expect(widthOf(line)).toBe(widthOf(line.replace(sequences, '')));
          expectInert(line.replace(sequences, ''));
        }
      }),
      runs(500),
    );
  });

  it('a line of the stream is complete JSON in one line, and cannot affect anything', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const line = jsonLine(event as WatchEvent);
        if (line === undefined) return;
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(line).not.toMatch(command);
        expect(JSON.parse(line)).toMatchObject({ type: event.type, target: event.target });
      }),
      runs(500),
    );
  });

  it('a CI system gets the intended commands, and no other', () => {
    const systems = [
      [github, /^::(error|warning|notice) title=[^:]*::/],
      [azure, /^##vso\[task\.(setprogress value=\d+;|logissue type=(error|warning))\]/],
      [teamcity, /^##teamcity\[(progressMessage|buildProblem|message)(?= )/],
    ] as const;
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 4 }), fc.nat(1), (events, exitCode) => {
        const results = events.flatMap((event) => (event.type === 'result' ? [event] : []));
        const progress = createProgress(1 + exitCode);
        for (const [system, meant] of systems) {
          const lines = [
            ...events.flatMap((event) => {
              const told = progress(event);
              return (told && system.progress?.(told)) ?? [];
            }),
            ...(system.end?.({ ...over, results, exitCode }) ?? []),
          ];
          for (const line of lines) {
            expect(line).toMatch(meant);
            expectInert(`x${line.replace(meant, '')}`);
          }
        }
      }),
      runs(500),
    );
  });

  it('a value of TeamCity ends where it should', () => {
    fc.assert(
      fc.property(anyResult, (result) => {
        for (const line of teamcity.end?.({ ...over, results: [result] }) ?? []) {
          expect(line.replace(/\|./g, '')).toMatch(
            /^##teamcity\[buildProblem description='[^'\]]*' identity='[^'\]]*'\]$/,
          );
        }
      }),
      runs(500),
    );
  });

  it('a report of JUnit only has what XML allows, and only its own elements', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { maxLength: 3 }), (results) => {
        const report = junitReport(results, noon);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what XML cannot hold
        expect(report).not.toMatch(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/);
        expect(report).not.toMatch(/\p{Cs}/u);
        const tags = [...report.matchAll(/<\/?([a-z]+)/g)].map(([, tag]) => tag);
        expect(report.match(/</g)?.length).toBe(tags.length + 1);
        for (const tag of tags) {
          expect(['testsuites', 'testsuite', 'testcase', 'failure', 'error', 'skipped']).toContain(
            tag,
          );
        }
      }),
      runs(500),
    );
  });
});
