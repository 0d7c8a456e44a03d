import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Told {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Somebody else's server, which answers as the test says. */
export class Receiver {
  readonly told: Told[] = [];
  status = 200;
  #waiting: (() => void)[] = [];
  readonly #server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      this.told.push({ headers: request.headers, body });
      response.writeHead(this.status).end('thanks');
      for (const wake of this.#waiting.splice(0)) wake();
    });
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/in?a=b`;
  }

  async until(count: number): Promise<void> {
    while (this.told.length < count) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  get events(): (string | string[] | undefined)[] {
    return this.told.map(({ headers }) => headers['sup-event']);
  }
}
