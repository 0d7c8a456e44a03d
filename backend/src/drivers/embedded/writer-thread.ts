// The one writer of sup.db: a thread of its own, so that fsync never holds up the sockets.
import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../clock.ts';
import { StartRefused } from '../../start-refused.ts';
import type { GroupStore } from './group-store.ts';
import { openDatabase } from './open-database.ts';
import type { FromWriter, ToWriter, WriterStart } from './writer-messages.ts';

const port = parentPort;
if (!port) throw new Error('writer-thread.ts runs as a worker thread only');
const say = (message: FromWriter) => port.postMessage(message);

try {
  const { epoch, store } = await openDatabase(workerData as WriterStart, systemClock);
  port.on('message', (message: ToWriter) => {
    serve(store, message).catch(sayBroken);
  });
  say({ type: 'ready', epoch });
  flushCompileCache();
} catch (error) {
  if (!(error instanceof StartRefused)) throw error;
  say({ type: 'refused', sentence: error.message });
  port.close();
}

async function serve(store: GroupStore, message: ToWriter): Promise<void> {
  if (message === 'truncate') say({ type: 'truncated', complete: store.truncate() });
  else if (message === 'close') {
    store.close();
    say({ type: 'closed' });
    port?.close();
  } else {
    say(await store.commit(message));
    // After the acks have left, because it takes as long as many commits.
    store.checkpointIfDue();
  }
}

/** Whatever gets here was not an expected failure of one write: nobody knows what is on disk now. */
function sayBroken(error: unknown): void {
  say({ type: 'broken', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
