import { networkTrouble } from '@sup/testkit/browser';
import { HeldSocket } from '@sup/testkit/browser-socket';
import { describe, expect, it } from 'vitest';
import { App } from './app.ts';
import { bodiesOf } from './log-of.ts';
import { setStage } from './stage.ts';

const stage = setStage();

/** Two who share a chat; the first has it open in a browser, the other listens. */
async function pair(left: string, right: string) {
  const a = await stage.member(left.toLowerCase());
  const b = await stage.member(right.toLowerCase());
  a.screen.excuse(...networkTrouble);
  b.screen.excuse(...networkTrouble);
  const room = await a.person.direct(b.person);
  await a.app.open(right);
  await a.app.send('before');
  await b.app.open(left);
  await b.app.message('before').waitFor();
  return { a, b, room };
}

const three = ['one of three', 'two of three', 'three of three'];

describe('without a network', () => {
  it('says so after a moment, keeps what is sent, and sends it once and in order on return', async () => {
    const { a, b, room } = await pair('Ann', 'Bob');
    await a.screen.context.setOffline(true);
    const cutAt = performance.now();
    await a.app.banner.waitFor();
    expect(performance.now() - cutAt).toBeGreaterThan(1_500);
    for (const text of three) await a.app.send(text);
    for (const text of three) await a.app.tick(text, 'Sending').waitFor();
    expect(await a.app.composer.isEnabled()).toBe(true);
    await b.app.send('meanwhile');
    await a.screen.context.setOffline(false);
    await a.app.banner.waitFor({ state: 'detached' });
    await a.app.message('meanwhile').waitFor();
    for (const text of three) await b.app.message(text).waitFor();
    await a.app.tick('three of three', 'Read').waitFor();
    expect(await bodiesOf(a.person, room)).toEqual(['before', 'meanwhile', ...three]);
    expect(await b.app.texts(/\w+ of three/)).toEqual(three);
    expect(await a.app.texts(/\w+ of three/)).toEqual(three);
  });

  it('keeps the queue when the page is closed, and sends it once when it is opened again', async () => {
    const { a, b, room } = await pair('Cid', 'Dee');
    const socket = await HeldSocket.of(a.screen.context);
    await a.app.page.reload();
    await b.app.send('are you there');
    // Only a live connection brings this; the rest is painted from the device.
    await a.app.message('are you there').waitFor();
    // The server takes the first, but its answer is lost with the page; the others never leave.
    socket.hold('down');
    await a.app.send(three[0] ?? '');
    await b.app.message(three[0] ?? '').waitFor();
    socket.hold('up');
    for (const text of three.slice(1)) await a.app.send(text);
    await a.app.tick('three of three', 'Sending').waitFor();
    const { url } = { url: a.app.page.url() };
    await a.app.page.close({ runBeforeUnload: false });
    socket.release('up');
    socket.release('down');
    const again = new App(await a.screen.page());
    await again.page.goto(url);
    for (const text of three) await again.message(text).waitFor();
    await again.tick('three of three', 'Read').waitFor();
    expect(await bodiesOf(a.person, room)).toEqual(['before', 'are you there', ...three]);
    expect(await b.app.texts(/\w+ of three/)).toEqual(three);
    expect(await again.texts(/\w+ of three/)).toEqual(three);
  });
});

describe('without a server', () => {
  it('says that it tries again, and loses and doubles nothing when the server is back', async () => {
    const { a, b, room } = await pair('Eve', 'Fay');
    await stage.server.kill();
    for (const text of three) await a.app.send(text);
    for (const text of three) await a.app.tick(text, 'Sending').waitFor();
    await b.app.send('me too');
    await a.app.page.getByText('Connecting').first().waitFor();
    await a.app.button('Try now').waitFor({ timeout: 20_000 });
    await stage.server.restart();
    await a.app.button('Try now').click();
    await a.app.button('Try now').waitFor({ state: 'detached' });
    for (const text of three) await b.app.message(text).waitFor({ timeout: 40_000 });
    await a.app.message('me too').waitFor({ timeout: 40_000 });
    await a.app.tick('three of three', 'Read').waitFor();
    const bodies = await bodiesOf(a.person, room);
    expect(bodies.filter((body) => body !== 'me too')).toEqual(['before', ...three]);
    expect(bodies.filter((body) => body === 'me too')).toHaveLength(1);
    expect(await a.app.texts(/\w+ of three/)).toEqual(three);
  });
});
