// The floor of an idle connection: a socket of the runtime, and a ready answer to whatever comes in: no upgrade, no
// person, no rooms.
import { serverFrame } from '../load/web-socket.ts';
import '../server/collect-on-signal.ts';

const pong = serverFrame(JSON.stringify({ type: 'pong', heads: {}, rev: 0 }));

const { port } = Bun.listen({
  hostname: '127.0.0.1',
  port: 0,
  socket: {
    data: (socket) => {
      if (socket.write(pong) !== pong.length) throw new Error('the kernel took only part of a frame');
    },
  },
});
process.stdout.write(`listening ${port}\n`);
