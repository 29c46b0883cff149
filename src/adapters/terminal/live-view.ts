import { type Frame, frame } from '../../render/live/frame.ts';
import type { LiveView } from '../../render/live/viewport.ts';
import { warningLines } from '../../render/result/follow-up-lines.ts';
import { createView } from '../../render/state/view.ts';
import type { Theme } from '../../render/theme/theme.ts';
import { watchExits } from './exits.ts';
import { isInForeground } from './foreground.ts';
import { type Glyphs, loadGlyphs } from './glyphs.ts';
import { createPainter } from './painter.ts';
import { clearTaskbar, taskbar } from './taskbar.ts';

/** The part of a terminal that is used. `process.stderr` is one. */
export interface TerminalStream {
  readonly columns?: number;
  readonly rows?: number;
  /** Refreshes the size, which may cause a resize. */
  measure?(): void;
  write(text: string): unknown;
  /** The last write hasn't been read. */
  readonly isBehind?: boolean;
  on(event: 'resize', listener: () => void): unknown;
  off(event: 'resize', listener: () => void): unknown;
}

export interface LiveViewOptions {
  readonly theme: Theme;
  /** For the spinner and the bar. */
  readonly unicode: boolean;
  /** The terminal also shows progress in its taskbar. */
  readonly showTaskbar?: boolean;
  /** Epoch ms. */
  readonly now?: () => number;
  /** The time on the clock of the events. By default the same. */
  readonly eventTime?: () => number;
  /** Minutes that local time is ahead of UTC. By default this machine's. */
  readonly offsetMinutes?: number;
  /** The view paints only while this returns true. */
  readonly inForeground?: () => boolean;
  readonly glyphs?: Promise<Glyphs>;
  /** Calls `repaint` repeatedly, until the function it returns is called. */
  readonly keepPainting?: (repaint: () => void) => () => void;
}

/**
 * Shows the imports live until `stop`, or until the process ends. It is silent while the process is
 * in the background of its terminal.
 */
export function createLiveView(stream: TerminalStream, options: LiveViewOptions): LiveView {
  const { theme, unicode, now = Date.now, eventTime = now } = options;
  const { glyphs = loadGlyphs(unicode), keepPainting = everyFrame, showTaskbar = false } = options;
  const { inForeground = isInForeground } = options;
  const columns = () => stream.columns || 80;
  const painter = createPainter(stream, columns);
  const leave = (): void => {
    const isShown = painter.clear();
    if (showTaskbar && isShown) stream.write(clearTaskbar);
  };
  const view = createView();
  let shown: Frame | undefined;
  let loaded: Glyphs | undefined;
  let stopped = false;
  let paintedAt = Number.NEGATIVE_INFINITY;
  let pauseMs = frameMs;
  const isDue = (afterMs: number): boolean => Math.abs(now() - paintedAt) >= afterMs;

  const repaint = (above: readonly string[] = []): void => {
    if (stopped) return;
    if (loaded === undefined || view.rows.length === 0 || !inForeground()) {
      for (const line of above) stream.write(`${line}\n`);
      return;
    }
    // The resize signal comes late: a frame for the old size would leave something behind.
    stream.measure?.();
    // A frame that waits for its reader is useless, but a permanent line is never dropped.
    if (stream.isBehind && above.length === 0) return;
    const nowMs = now();
    paintedAt = nowMs;
    const moment = {
      columns: columns(),
      rows: stream.rows || 24,
      nowMs: eventTime(),
      spinner: loaded.spinner(nowMs),
      offsetMinutes: options.offsetMinutes,
    };
    shown = frame(view.rows, moment, theme, loaded.drawBar, shown);
    painter.paint(shown.lines, above);
    // Repeatedly, because some terminals forget it after a while.
    if (showTaskbar) stream.write(taskbar(view.rows));
    const costMs = view.rows.length < manyImports ? 0 : now() - nowMs;
    pauseMs = Math.min(mostPauseMs, Math.max(frameMs, costMs * leastPause));
  };
  /** A single import that needs a person says so itself, for as long as it does. */
  const isInView = ({ code }: { readonly code: string }): boolean =>
    code === 'action-required' && view.rows.length === 1 && inForeground();
  const onResize = (): void => repaint();
  const stopPainting = keepPainting(() => {
    if (isDue(pauseMs - frameMs)) repaint();
  });
  const forgetExits = watchExits({ leave, comeBack: onResize });
  stream.on('resize', onResize);
  glyphs.then((found) => {
    loaded = found;
    repaint();
  });

  return {
    handle(event) {
      view.handle(event);
      if (event.type === 'warning' && !isInView(event))
        repaint(warningLines(event, theme, columns()));
      // Many imports cause many events between two frames.
      else if (isDue(pauseMs)) repaint();
    },
    log: (line) => repaint([line]),
    stop() {
      if (stopped) return;
      stopped = true;
      stopPainting();
      forgetExits();
      stream.off('resize', onResize);
      leave();
    },
  };
}

const frameMs = 80;
/** So many rows take time. A frame of fewer rows is slow only on a slow machine. */
const manyImports = 1000;
/** With many imports, the pause is at least this many times as long as a frame took. */
const leastPause = 50;
const mostPauseMs = 1000;

/** As often as the spinner turns. Doesn't keep the process alive. */
function everyFrame(repaint: () => void): () => void {
  const timer = setInterval(repaint, frameMs);
  timer.unref();
  return () => clearInterval(timer);
}
