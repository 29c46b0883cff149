import { createServer } from 'node:http';

/** Serves files of `size` bytes slowly, under any name except /missing. */
export async function startFiles(size) {
  const server = createServer((request, response) => {
    if (request.url === '/missing') {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-length': size });
    const timer = setInterval(() => response.write(Buffer.alloc(size / 10)), 200);
    response.on('close', () => clearInterval(timer));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
