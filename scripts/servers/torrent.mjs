import { createHash } from 'node:crypto';

/** A torrent of one file, without trackers or seeds. Stays at 0 % until the file exists. */
export function torrentOf(name, data) {
  const piece = 65_536;
  const hashes = [];
  for (let at = 0; at < data.length; at += piece) {
    hashes.push(
      createHash('sha1')
        .update(data.subarray(at, at + piece))
        .digest(),
    );
  }
  const info = Buffer.concat([
    Buffer.from(`d6:lengthi${data.length}e4:name${name.length}:${name}12:piece lengthi${piece}e`),
    Buffer.from(`6:pieces${hashes.length * 20}:`),
    ...hashes,
    Buffer.from('e'),
  ]);
  const file = Buffer.concat([Buffer.from('d4:info'), info, Buffer.from('e')]);
  return { file, hash: createHash('sha1').update(info).digest('hex') };
}
