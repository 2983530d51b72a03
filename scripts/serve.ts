// Serves the built page to browsers of this machine, under the same policy as the desktop app.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { assetOf, headers } from '../electron/policy.ts';
import { readServed } from '../electron/served-file.ts';

export interface Served {
  readonly url: string;
  close(): void;
}

const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });

/** Serves the files below `folder` at the port, or, where that is taken and `orAny`, at a free one. */
export async function serve(folder: string, port: number, orAny = false): Promise<Served> {
  const server = createServer(async ({ method, url = '/', headers: { host } }, response) => {
    const refuse = (status: number) => response.writeHead(status, headers).end();
    // A name that a foreign page had pointed at this machine is none of ours.
    const { port: own } = server.address() as AddressInfo;
    if (host !== `127.0.0.1:${own}` && host !== `localhost:${own}`) return refuse(421);
    if (method !== 'GET' && method !== 'HEAD') return refuse(405);
    const asset = assetOf(url.split(/[?#]/, 1)[0] as string);
    const bytes = asset && (await readServed(folder, asset.path));
    if (!asset || !bytes) return refuse(404);
    response.writeHead(200, { ...headers, 'Content-Type': asset.type, 'Content-Length': bytes.length, 'Cache-Control': 'no-cache' });
    response.end(method === 'HEAD' ? undefined : bytes);
  });
  await listening(server, port).catch((error: NodeJS.ErrnoException) => {
    if (!orAny || error.code !== 'EADDRINUSE') throw error;
    return listening(server, 0);
  });
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
