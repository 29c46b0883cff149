/** A terminal without a size, as over a serial line, counts as one of the usual size. */
export function assumeSize(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'rows'>): void {
  if (!stream.isTTY || stream.columns > 0) return;
  stream.columns = 80;
  stream.rows = 24;
}
