// The little of Bun's own interface that the bench uses; its types package would bring in globals that clash with Node's.

interface BunSocket<Data> {
  data: Data;
  /** Answers how many bytes the kernel took. */
  write(bytes: Uint8Array): number;
  end(): void;
}

interface BunSocketHandler<Data> {
  open?(socket: BunSocket<Data>): void;
  data(socket: BunSocket<Data>, bytes: Uint8Array): void;
  close?(socket: BunSocket<Data>): void;
  error?(socket: BunSocket<Data>, error: Error): void;
}

interface BunListenOptions<Data> {
  hostname: string;
  port: number;
  socket: BunSocketHandler<Data>;
}

declare const Bun: {
  gc(force: boolean): void;
  listen<Data = undefined>(options: BunListenOptions<Data>): { readonly port: number; stop(): void };
  connect<Data>(options: BunListenOptions<Data> & { data: Data }): Promise<BunSocket<Data>>;
};
