// In px. A cell has the width of a character in most monospaced fonts.
const fontSize = 14;
const cellWidth = fontSize * 0.6;
const lineHeight = 21;
const padding = 16;
const gap = 12;

const style = `
  text {
    font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace;
    font-size: ${fontSize}px;
  }
  text, .mark { fill: #1f2328; }
  .screen { fill: #f6f8fa; stroke: #d1d9e0; }
  .caption { font-family: system-ui, sans-serif; font-size: 11px; }
  .dim, .caption { fill: #59636e; } .bold { font-weight: 700; }
  .cyan { fill: #0b7285; } .green { fill: #1a7f37; } .yellow { fill: #9a6700; } .red { fill: #cf222e; }
  .rest { opacity: 0.25; }
  @media (prefers-color-scheme: dark) {
    text, .mark { fill: #e6edf3; }
    .screen { fill: #0d1117; stroke: #30363d; }
    .dim, .caption { fill: #8b949e; }
    .cyan { fill: #39c5cf; } .green { fill: #3fb950; } .yellow { fill: #d29922; } .red { fill: #ff7b72; }
  }
`;

/**
 * Draws screens one below the other as an SVG. A screen is `{caption, lines}`, a line a list of
 * cells `{text, style}`, and `style` a list of classes: a color, `bold`, `dim`.
 */
export function drawScreens(screens, columns) {
  const width = round(columns * cellWidth + 2 * padding);
  let top = 0;
  const parts = screens.map(({ caption, lines }) => {
    const height = lines.length * lineHeight + 2 * padding;
    const part = `<g transform="translate(0 ${top})">
<rect class="screen" x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8"/>
<text class="caption" x="${width - padding}" y="20" text-anchor="end">${caption}</text>
${lines.flatMap(drawLine).join('\n')}
</g>`;
    top += height + gap;
    return part;
  });
  const words = screens.map(({ caption, lines }) => `${caption}:\n${lines.map(textOf).join('\n')}`);
  const height = top - gap;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>importwatch demo in a terminal</title>
<desc>${escaped(words.join('\n\n'))}</desc>
<style>${style}</style>
${parts.join('\n')}
</svg>
`;
}

function textOf(cells) {
  return cells
    .map(({ text }) => text)
    .join('')
    .trimEnd();
}

/** Positions each word separately, so that columns line up in any font. */
function drawLine(cells, row) {
  const y = padding + row * lineHeight;
  return runsOf(cells).map(({ text, column, style }) => {
    const x = round(padding + column * cellWidth);
    const length = round([...text].length * cellWidth);
    if (/^[▁▂▃▄▅▆▇]+$/.test(text)) return drawPlot(text, x, y, style);
    if (/^[█░]+$/.test(text)) {
      const kind = text.startsWith('█') ? 'mark' : 'mark rest';
      return `<rect class="${kind} ${style}" x="${x}" y="${y + 3}" width="${length}" height="${lineHeight - 6}"/>`;
    }
    const classes = style === '' ? '' : ` class="${style}"`;
    return `<text${classes} x="${x}" y="${y + 15}" textLength="${length}">${escaped(text)}</text>`;
  });
}

/** A plot of block characters, which fonts draw at different heights. */
function drawPlot(text, x, y, style) {
  return [...text]
    .map((eighths, index) => {
      const height = round(((eighths.codePointAt(0) - 0x2580) / 8) * (lineHeight - 6));
      const left = round(x + index * cellWidth);
      return `<rect class="mark ${style}" x="${left}" y="${round(y + lineHeight - 3 - height)}" width="${round(cellWidth - 1)}" height="${height}"/>`;
    })
    .join('\n');
}

/** Joins adjacent cells that look the same: words, and the two parts of a bar. */
function runsOf(cells) {
  const runs = [];
  cells.forEach(({ text, style }, column) => {
    const last = runs.at(-1);
    if (text === ' ') return;
    if (last?.end === column && last.style === style) {
      last.text += text;
      last.end += 1;
    } else runs.push({ text, style, column, end: column + 1 });
  });
  return runs;
}

function round(length) {
  return Math.round(length * 100) / 100;
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
