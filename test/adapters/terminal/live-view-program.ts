import { createLiveView } from '../../../src/adapters/terminal/live-view.ts';
import { noPaint, themeOf } from '../../../src/render/theme/theme.ts';
import { progress, start } from '../../render/sample-events.ts';

// Shows a live view until a word on standard input, or a signal, ends it.
const view = createLiveView(process.stderr, { theme: themeOf(noPaint, true), unicode: true });
view.handle(start({ profile: 'shop', provider: 'elevate', id: '123' }, Date.now()));
view.handle(progress({ completed: 2500, total: 5000 }, { at: Date.now() }));

process.stdin.on('data', (input) => {
  const command = String(input).trim();
  if (command === 'exit') process.exit(3);
  if (command === 'throw') throw new Error('unforeseen');
  if (command === 'stop') view.stop();
  process.stdin.destroy();
});
