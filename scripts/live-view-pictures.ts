import { readFileSync } from 'node:fs';
import { drawScreen, type Line } from './draw-frames.ts';

interface Picture {
  /** A file of test/fixtures/screens. */
  readonly screen: string;
  readonly columns: number;
  readonly title: string;
}

const pictures: Readonly<Record<string, Picture>> = {
  'live-one': { screen: 'phases', columns: 80, title: 'One import at 80 columns' },
  'live-narrow': { screen: 'phases', columns: 40, title: 'One import at 40 columns' },
  'live-outage': { screen: 'outage', columns: 80, title: 'An outage at 80 columns' },
  'live-person': {
    screen: 'action-required',
    columns: 80,
    title: 'An import that needs a person at 80 columns',
  },
  'live-several': {
    screen: 'several-of-all-kinds',
    columns: 120,
    title: 'Seven imports at 120 columns',
  },
  'live-end': {
    screen: 'ends/several',
    columns: 80,
    title: 'The end of five imports at 80 columns',
  },
};

/** Pictures of the screens that the tests draw, by file. */
export const liveViewPictures: Readonly<Record<string, () => string>> = Object.fromEntries(
  Object.entries(pictures).map(([name, picture]) => [
    `docs/images/${name}.svg`,
    () => draw(picture),
  ]),
);

function draw({ screen, columns, title }: Picture): string {
  const lines = readFileSync(`test/fixtures/screens/${screen}.txt`, 'utf8').split('\n');
  const texts = sectionOf(lines, `[${columns} columns]`);
  const styles = sectionOf(lines, `[${columns} columns, colors]`);
  const cells = texts.map((text, row) => cellsOf(text, styles[row] ?? ''));
  return drawScreen(cells, { title, columns, rows: cells.length });
}

/** The lines below a heading, up to the next one. */
function sectionOf(lines: readonly string[], heading: string): readonly string[] {
  const start = lines.indexOf(heading) + 1;
  if (start === 0) throw new Error(`No ${heading}`);
  const rest = lines.slice(start);
  const section = rest.slice(
    0,
    rest.findIndex((line) => line.startsWith('[')),
  );
  return section.slice(0, section.findLastIndex((line) => line !== '') + 1);
}

/** As in `Screen.styles`. */
const classes: Readonly<Record<string, string>> = {
  r: 'red',
  g: 'green',
  y: 'yellow',
  c: 'cyan',
  b: 'bold',
  d: 'dim',
};

function cellsOf(text: string, styles: string): Line {
  return [...text].map((character, column) => ({
    text: character,
    style: classes[styles[column] ?? ''] ?? '',
  }));
}
