// A server in small: appends to one room as fast as it can and says each seq once it is acknowledged. Ends by SIGKILL.
// Run as a program of its own with the data directory as argument.
import { writeSync } from 'node:fs';
import { openEngine } from './open-embedded-store.ts';
import { people, RoomScribe } from './room-scribe.ts';

const [, , dataDir] = process.argv;
if (dataDir === undefined) throw new Error('which data directory?');
const { ann, bob } = people();
const { roomLog } = await openEngine(dataDir);
const scribe = new RoomScribe(roomLog);
await scribe.open([ann, bob]);
writeSync(1, `${scribe.room}\n`);
for (;;) {
  const { seq } = await scribe.tell(ann, `message ${scribe.head + 1}`);
  writeSync(1, `${seq}\n`);
}
