// What the web client costs a newcomer: the scripts up to the first message, and the time until it is painted.
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { addresses, apiPath } from '@sup/protocol/wire';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { startBlankPage } from './browser/blank-page.ts';
import { type Opened, openPage } from './browser/first-message.ts';
import { FrameMemory } from './load/frame-memory.ts';
import { SupClient } from './load/sup-client.ts';
import { newCmid } from './load/sup-room.ts';
import { textOf } from './load/text.ts';
import { alternate } from './measure/alternate.ts';
import { readArguments } from './measure/arguments.ts';
import { publish } from './measure/report.ts';
import { say } from './measure/say.ts';
import { type WebRun, webFindings } from './measure/web-findings.ts';
import { type Account, makeGroup, makePeople, password } from './server/people.ts';
import { startSup } from './server/start-sup.ts';

const messages = 60;
const lastText = 'the newest message of the room';
const args = readArguments(process.argv.slice(2));
const chromiumPath = '/usr/bin/chromium';

const sup = await startSup(args.runtime, { web: true });
const blankPage = await startBlankPage(lastText);
const browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] });
// Cookies of localhost are good without TLS, those of an address are not.
const origin = `http://localhost:${sup.port}`;
try {
  const people = await makePeople(sup.url, 2);
  const [writer, reader] = people;
  if (!writer || !reader) throw new Error('two people were made');
  const room = await makeGroup(sup.url, people);
  const client = await connected(writer);
  const write = (body: string) => client.ask('message.send', { room, cmid: newCmid(), since: 0, body });
  for (let number = 1; number < messages; number += 1) await write(textOf(number));
  await write(lastText);

  const [measured] = await alternate(
    [
      {
        name: 'first message',
        sup: () => openSup(browser, { room, reader, write }),
        floor: () => openFloor(browser),
      },
    ],
    { runs: args.runs, say },
  );
  if (!measured) throw new Error('the page was measured');
  process.exitCode = publish(webFindings(measured), args);
  client.close();
} finally {
  await browser.close();
  await blankPage.stop();
  await sup.stop();
}

interface Visit {
  readonly room: string;
  readonly reader: Account;
  write(body: string): Promise<unknown>;
}

async function openSup(by: Browser, { room, reader, write }: Visit): Promise<WebRun> {
  const opened = await openPage(by, {
    url: `${origin}/r/${room}`,
    text: lastText,
    prepare: (context) => signIn(context, reader),
    during: async () => {
      for (let number = 1; number <= 10; number += 1) {
        await write(textOf(number));
        await sleep(200);
      }
      // Still the newest when the next visitor comes.
      await write(lastText);
    },
  });
  const gzipBytes = await Promise.all(opened.scripts.map(gzipLength));
  return asRun(
    opened,
    gzipBytes.reduce((sum, bytes) => sum + bytes, 0),
  );
}

async function openFloor(by: Browser): Promise<WebRun> {
  const opened = await openPage(by, {
    url: blankPage.url,
    text: lastText,
    prepare: () => Promise.resolve(),
  });
  return asRun(opened, 0);
}

/** The browser does not share a core of its own with anyone, so there is no load whose cost could drift. */
function asRun(opened: Opened, gzipBytes: number): WebRun {
  return { ...opened, gzipBytes, loadMicrosPerDelivery: 1 };
}

async function signIn(context: BrowserContext, { handle, device }: Account): Promise<void> {
  const answer = await context.request.post(`${origin}${apiPath}${addresses.auth.login.path}`, {
    data: { handle, password, device, client: 'bench', cookie: true },
  });
  if (!answer.ok()) throw new Error(`signing in: ${answer.status()} ${await answer.text()}`);
}

/** The length of a script as it travels with gzip, whatever the browser asked for. */
function gzipLength(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = get(url, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve(bytes));
    });
    asking.on('error', reject);
  });
}

async function connected(person: Account): Promise<SupClient> {
  const client = new SupClient({
    port: sup.port,
    person,
    memory: new FrameMemory(),
    entries: () => undefined,
  });
  await client.connect();
  return client;
}
