import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Torrents of files in a folder. `send` gives one to a server, under the name of its file. */
export function createTorrents(folder, send) {
  const data = new Map();
  return {
    async add() {
      const name = `file${data.size}`;
      const content = randomBytes(200_000);
      const { file, hash } = torrentOf(name, content);
      data.set(hash, { path: join(folder, name), content });
      await send({ name, file, hash });
      return hash;
    },
    pathOf: (hash) => data.get(hash).path,
    /** Puts so much of the file there. */
    write(hash, bytes) {
      const { path, content } = data.get(hash);
      writeFileSync(path, content.subarray(0, bytes));
    },
  };
}

/** A torrent of one file, without trackers or seeds. Stays at 0 % until the file exists. */
function torrentOf(name, data) {
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
