// The floor of fan-out: the least that any program can do here. Ready bytes, a loop over sockets, nothing else: no
// parsing, no store, no rights. One byte from anyone writes the next frame to everyone who is connected.
import { floorFrame } from './floor-frame.ts';

const sockets = new Set<BunSocket<undefined>>();
const ready: Uint8Array[] = [];
let head = 0;

/** Frames are made ahead, `readyAhead` of them, while nobody waits. */
function makeReady(count: number, frameBytes: number): void {
  for (let seq = head + 1; seq <= head + count; seq += 1) ready.push(floorFrame(seq, frameBytes));
}

function broadcast(): void {
  const frame = ready.shift();
  if (!frame) throw new Error('the floor was triggered more often than it was told');
  head += 1;
  for (const socket of sockets) {
    if (socket.write(frame) !== frame.length) throw new Error('the kernel took only part of a frame');
  }
}

const { port } = Bun.listen({
  hostname: '127.0.0.1',
  port: 0,
  socket: {
    open: (socket) => {
      sockets.add(socket);
    },
    close: (socket) => {
      sockets.delete(socket);
    },
    data: (_socket, bytes) => {
      for (let trigger = 0; trigger < bytes.length; trigger += 1) broadcast();
    },
  },
});

/** Each line of the parent: how many frames of what length come next. */
process.stdin.setEncoding('utf8');
process.stdin.on('data', (line: string) => {
  const [count, frameBytes] = line.trim().split(' ').map(Number);
  ready.length = 0;
  makeReady(count ?? 0, frameBytes ?? 0);
  process.stdout.write(`ready ${head}\n`);
});
process.stdin.on('end', () => process.exit(0));
process.stdout.write(`listening ${port}\n`);
