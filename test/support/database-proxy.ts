import { connect, createServer, type Socket } from 'node:net';

/** Stands before a database server, and can be put out of the way as if the server were gone. */
export async function startDatabaseProxy(url: string) {
  const target = new URL(url);
  const open = new Set<Socket>();
  const server = createServer((from) => {
    const to = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(one);
      one.pipe(other);
      // Either end may break off: then both are over.
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  const listen = (port: number) =>
    new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
  await listen(0);
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const { port } = address;
  const through = new URL(url);
  through.port = String(port);
  through.hostname = '127.0.0.1';
  const cut = async () => {
    const closed = new Promise((end) => server.close(end));
    for (const socket of open) socket.destroy();
    await closed;
  };
  return { url: through.href, cut, mend: () => listen(port) };
}
