import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The floor of a page: the text itself, from a server that does nothing else. */
export interface BlankPage {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startBlankPage(text: string): Promise<BlankPage> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>Floor</title><p>${text}</p>`);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
