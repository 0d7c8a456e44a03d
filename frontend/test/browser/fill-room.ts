import type { RoomId } from '@sup/protocol';
import { hello, message, type Place, type TestPerson } from '@sup/testkit';

/** So many sends at once that each commit of the server takes a full group. */
const atOnce = 512;
const replyMark = '{"type":"reply"';

/** Sends texts as fast as the server takes them, in their order; resolves when it has them all. */
export async function fillRoom(
  place: Place,
  by: TestPerson,
  { room, count, text }: { room: RoomId; count: number; text: (index: number) => string },
): Promise<void> {
  // Bare: a TestSocket would keep every frame of a hundred thousand.
  const socket = new WebSocket(place.wsUrl, 'sup.v1');
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  let [sent, taken] = [0, 0];
  const done = Promise.withResolvers<void>();
  const send = () => {
    const id = sent + 1;
    socket.send(JSON.stringify({ type: 'message.send', id, ...message(room, text(sent)) }));
    sent += 1;
  };
  socket.addEventListener('close', ({ reason }) => done.reject(new Error(`closed: ${reason}`)));
  socket.addEventListener('message', ({ data }) => {
    const frame = String(data);
    if (frame.startsWith('{"type":"welcome"')) while (sent < Math.min(atOnce, count)) send();
    else if (frame.startsWith('{"type":"error"')) done.reject(new Error(frame));
    else if (frame.startsWith(replyMark)) {
      taken += 1;
      if (sent < count) send();
      if (taken === count) done.resolve();
    }
  });
  socket.send(JSON.stringify(hello(by.token, by.device)));
  await done.promise;
  socket.close();
}
