import type { World } from '../world.ts';

/** Implements `--record <folder>`, and is loaded only for it. */
export async function recordingOf(
  { record }: { readonly record?: string | undefined },
  world: World,
) {
  if (record === undefined) return undefined;
  const { startRecording } = await import('./record.ts');
  return startRecording(record, world);
}
