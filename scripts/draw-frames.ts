// In px. A cell has the width of most monospaced fonts.
const fontSize = 14;
const cellWidth = fontSize * 0.6;
const lineHeight = 21;
const padding = 16;

const style = `
  text {
    font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
    font-size: ${fontSize}px;
  }
  text, .mark { fill: #1f2328; }
  .screen { fill: #f6f8fa; stroke: #d1d9e0; }
  .dim { fill: #59636e; } .bold { font-weight: 700; }
  .cyan { fill: #0b7285; } .green { fill: #1a7f37; } .yellow { fill: #9a6700; } .red { fill: #cf222e; }
  @media (prefers-color-scheme: dark) {
    text, .mark { fill: #e6edf3; }
    .screen { fill: #0d1117; stroke: #30363d; }
    .dim { fill: #8b949e; }
    .cyan { fill: #39c5cf; } .green { fill: #3fb950; } .yellow { fill: #d29922; } .red { fill: #ff7b72; }
  }
`;

/** How long the last frame stays before the animation restarts. */
const holdMs = 5000;

/** One column of a terminal. `style` is a list of classes: a color, `bold`, `dim`. */
export interface Cell {
  readonly text: string;
  readonly style: string;
}

export type Line = readonly Cell[];

interface PictureOptions {
  readonly title: string;
  readonly columns: number;
  readonly rows: number;
}

/** An SVG of what a terminal shows. */
export function drawScreen(lines: readonly Line[], options: PictureOptions): string {
  return picture('', lines.flatMap(drawLine).join('\n'), lines, options);
}

/**
 * An SVG that shows frames in turn, each for `frameMs`. The frames are stacked in a strip, which
 * moves behind a window. With reduced motion, only the last frame shows.
 */
export function drawFrames(
  frames: readonly (readonly Line[])[],
  { frameMs, ...options }: PictureOptions & { readonly frameMs: number },
): string {
  const { width, height } = sizeOf(options);
  const last = frames.length - 1;
  const end = `transform: translateY(${-last * height}px);`;
  const movingMs = last * frameMs;
  const share = round((movingMs / (movingMs + holdMs)) * 100);
  const motion = `
  .strip { ${end} animation: play ${movingMs + holdMs}ms infinite; }
  @keyframes play {
    0% { transform: translateY(0); animation-timing-function: steps(${last}); }
    ${share}%, 100% { ${end} }
  }
  @media (prefers-reduced-motion: reduce) { .strip { animation: none; } }
`;
  const drawn = frames.map(
    (lines, index) =>
      `<g transform="translate(0 ${index * height})">\n${lines.flatMap(drawLine).join('\n')}\n</g>`,
  );
  const strip = `<clipPath id="window"><rect width="${width}" height="${height}"/></clipPath>
<g clip-path="url(#window)"><g class="strip">
${drawn.join('\n')}
</g></g>`;
  return picture(motion, strip, frames.at(-1) ?? [], options);
}

function sizeOf({ columns, rows }: Pick<PictureOptions, 'columns' | 'rows'>) {
  return {
    width: round(columns * cellWidth + 2 * padding),
    height: rows * lineHeight + 2 * padding,
  };
}

function picture(
  motion: string,
  drawn: string,
  words: readonly Line[],
  { title, ...options }: PictureOptions,
): string {
  const { width, height } = sizeOf(options);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escaped(title)}</title>
<desc>${escaped(words.map(textOf).join('\n'))}</desc>
<style>${style}${motion}</style>
<rect class="screen" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
${drawn}
</svg>
`;
}

function textOf(cells: Line): string {
  return cells
    .map(({ text }) => text)
    .join('')
    .trimEnd();
}

/** Places words one by one, so columns stay aligned with any font. */
function drawLine(cells: Line, row: number): readonly string[] {
  const y = padding + row * lineHeight;
  return runsOf(cells).map(({ text, column, style }) => {
    const x = round(padding + column * cellWidth);
    const length = round([...text].length * cellWidth);
    const thickness = text.startsWith('─') ? 2 : 4;
    if (isBar(text)) {
      return `<rect class="mark ${style}" x="${x}" y="${y + 10 - thickness / 2}" width="${length}" height="${thickness}"/>`;
    }
    const classes = style === '' ? '' : ` class="${style}"`;
    return `<text${classes} x="${x}" y="${y + 15}" textLength="${length}">${escaped(text)}</text>`;
  });
}

interface Run extends Cell {
  readonly column: number;
  readonly end: number;
}

function isBar(text: string): boolean {
  return /^[━╸─]+$/.test(text);
}

/** Groups adjacent cells of the same style: words, and the two parts of a bar. */
function runsOf(cells: Line): readonly Run[] {
  const runs: Run[] = [];
  cells.forEach(({ text, style }, column) => {
    const last = runs.at(-1);
    if (text === ' ') return;
    const startsRest = text === '─' && last?.text.endsWith('─') !== true;
    if (last?.end === column && last.style === style && !startsRest) {
      runs[runs.length - 1] = { ...last, text: last.text + text, end: column + 1 };
    } else runs.push({ text, style, column, end: column + 1 });
  });
  return runs;
}

function round(length: number): number {
  return Math.round(length * 100) / 100;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
