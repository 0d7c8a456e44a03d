// How long a page of history takes in a room of a million messages, wherever one looks.
import type { HistoryResult } from './load/jobs.ts';
import { alternate } from './measure/alternate.ts';
import { readArguments } from './measure/arguments.ts';
import { historyFindings } from './measure/history-findings.ts';
import { publish } from './measure/report.ts';
import { say } from './measure/say.ts';
import { makeDirect, makePeople } from './server/people.ts';
import { runLoad } from './server/run-load.ts';
import { startSup } from './server/start-sup.ts';
import { type StorePage, storePage } from './server/store-page.ts';

const args = readArguments(process.argv.slice(2));
const messages = args.isShort ? 20_000 : 1_000_000;
/** So many sends at once that each commit of the server takes a full group. */
const atOnce = 256;
const reads = args.isShort ? 500 : 3_000;
const { runtime } = args;

const sup = await startSup(runtime);
try {
  const { port, pid, url, dataDir } = sup;
  const [writer, reader] = await makePeople(url, 2);
  if (!writer || !reader) throw new Error('two people were made');
  const room = await makeDirect(url, [writer, reader]);
  const filled = await runLoad({ scenario: 'fill', port, pid, room, person: writer, messages, atOnce });
  say(`${messages} messages written, ${Math.round(filled.messagesPerSecond)} a second`);
  const [measured] = await alternate<HistoryResult, StorePage>(
    [
      {
        name: `${messages} messages`,
        sup: () => runLoad({ scenario: 'history', port, pid, room, person: reader, reads }),
        floor: () => storePage({ runtime, dataDir, room, reads }),
      },
    ],
    { runs: args.runs, say },
  );
  if (!measured) throw new Error('the room was measured');
  process.exitCode = publish(historyFindings(messages, measured), args);
} finally {
  await sup.stop();
}
