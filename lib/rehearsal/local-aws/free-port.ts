import { createServer } from 'node:net';

/** A port nobody listens on, chosen by the operating system. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port);
        else reject(new Error(`the operating system gave no port for the local AWS, got ${String(address)}`));
      });
    });
  });
}
