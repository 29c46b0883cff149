/** A strategy and its cost: requests per import, and seconds until it notices the end. */
export interface Point {
  readonly name: string;
  readonly requests: number;
  readonly delay: number;
}

const width = 760;
const height = 420;
const left = 70;
const right = 40;
const top = 56;
const bottom = 56;
const requestTicks = [25, 50, 100, 200, 400, 800];
const delayTicks = [0.5, 1, 2, 5, 10, 20, 50];

/** An SVG chart of both costs, on logarithmic scales. Highlights the first point. */
export function scatter(title: string, points: readonly Point[]): string {
  const x = scale(12, 900, left, width - right);
  const y = scale(0.4, 60, height - bottom, top);
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`;
  const text = (at: number, down: number, words: string, more = '') =>
    `<text x="${at}" y="${down}"${more}>${words}</text>`;
  const center = ' text-anchor="middle"';
  const marks = points.map(({ name, requests, delay }, index) => {
    const [at, down] = [x(requests), y(delay)];
    const isOurs = index === 0;
    const kind = isOurs ? ' class="ours"' : '';
    const isNear = points
      .slice(0, index)
      .some(
        (other) => Math.abs(x(other.requests) - at) < 120 && Math.abs(y(other.delay) - down) < 14,
      );
    const beside = down + (isNear ? -10 : 4);
    return `<circle cx="${at}" cy="${down}" r="${isOurs ? 7 : 5}"${kind}/>${text(at + 11, beside, name, kind)}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${title}</title>`,
    '<style>',
    'svg{background:#fff}text{font:13px system-ui,sans-serif;fill:#333}line{stroke:#ddd}',
    'circle{fill:#888}.ours{fill:#0a7d5a;font-weight:700}.title{font-size:15px;font-weight:600}',
    '@media(prefers-color-scheme:dark){svg{background:#0d1117}text{fill:#ccc}line{stroke:#333}',
    '.ours{fill:#3fb68b}}',
    '</style>',
    text(left, 28, title, ' class="title"'),
    ...requestTicks.map(
      (tick) =>
        line(x(tick), top, x(tick), height - bottom) +
        text(x(tick), height - 36, String(tick), center),
    ),
    ...delayTicks.map(
      (tick) =>
        line(left, y(tick), width - right, y(tick)) +
        text(left - 8, y(tick) + 4, `${tick} s`, ' text-anchor="end"'),
    ),
    text((left + width - right) / 2, height - 12, 'requests per import', center),
    text(left - 58, top - 12, 'mean time until the end of an import is noticed'),
    ...marks,
    '</svg>\n',
  ].join('\n');
}

/** Maps a value on a logarithmic scale to a coordinate, rounded to a tenth. */
function scale(least: number, most: number, from: number, to: number) {
  return (value: number) =>
    Math.round((from + (Math.log(value / least) / Math.log(most / least)) * (to - from)) * 10) / 10;
}
