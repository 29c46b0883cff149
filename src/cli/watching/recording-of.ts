import type { World } from '../world.ts';

/** What `--record <folder>` asks for. It is loaded for that alone. */
export async function recordingOf(
  { record }: { readonly record?: string | undefined },
  world: World,
) {
  if (record === undefined) return undefined;
  const { startRecording } = await import('./record.ts');
  return startRecording(record, world);
}
