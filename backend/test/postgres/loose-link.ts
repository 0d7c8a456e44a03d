import { connect, createServer, type Socket } from 'node:net';

/** A way to PostgreSQL that a test can cut, or let nothing through. */
export interface LooseLink {
  /** The address, by this way. */
  readonly url: string;
  /** From now on nothing comes through, and nobody is told. */
  freeze(): void;
  /** What was held back comes through, and everything after it. */
  thaw(): void;
  /** Ends every connection at once. */
  cut(): void;
  close(): Promise<void>;
}

export async function looseLink(target: string): Promise<LooseLink> {
  const url = new URL(target);
  const there = { port: Number(url.port), host: url.hostname };
  const pairs = new Set<readonly [Socket, Socket]>();
  let isFrozen = false;
  const server = createServer((near) => {
    const far = connect(there);
    const pair = [near, far] as const;
    pairs.add(pair);
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => near.write(bytes));
    const end = () => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    if (isFrozen) hold(pair);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url.port = String(address.port);
  const cut = () => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    url: url.href,
    freeze() {
      isFrozen = true;
      for (const pair of pairs) hold(pair);
    },
    thaw() {
      isFrozen = false;
      for (const pair of pairs) for (const socket of pair) socket.resume();
    },
    cut,
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function hold(pair: readonly [Socket, Socket]): void {
  for (const socket of pair) socket.pause();
}
