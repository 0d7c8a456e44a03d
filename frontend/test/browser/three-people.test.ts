// What two people do to each other, seen by a third: moves, requests to join, messages that are sent later.
import { addresses } from '@sup/protocol';
import { expect, it } from 'vitest';
import type { App } from './app.ts';
import { type Member, setStage } from './stage.ts';

const stage = setStage({ SUP_RATE_LIMITS: 'off' });

async function three(first: string, second: string, third: string): Promise<[Member, Member, Member]> {
  return [await stage.member(first), await stage.member(second), await stage.member(third)];
}

const lines = (app: App) => app.button(/1 message was moved from here: Show/);

it('what a moderator moves leads whoever is in the other chat there, and tells the others only that it went', async () => {
  const [ann, bob, cid] = await three('thr_ann', 'thr_bob', 'thr_cid');
  await ann.person.group([bob.person, cid.person], { name: 'Quay' });
  await ann.person.group([cid.person], { name: 'Yard' });
  for (const { app } of [ann, bob, cid]) await app.open('Quay');
  await bob.app.send('The winch is stuck');
  await ann.app.message('The winch is stuck').waitFor();
  await ann.app.pick('The winch is stuck', 'Move');
  await ann.app.page.getByRole('dialog').getByRole('button', { name: /^Yard/ }).click();
  await lines(bob.app).click();
  await bob.app.page.getByText('They are in a chat that you are not in, or not for you to see.').waitFor();
  await lines(cid.app).click();
  await cid.app.page.getByRole('heading', { name: 'Yard', level: 1 }).waitFor();
  await cid.app.message('The winch is stuck').waitFor();
  expect(await bob.app.message('The winch is stuck').count()).toBe(0);
});

it('of two who ask to join one is let in and one turned down, and both see it where they asked', async () => {
  const [dee, eli, fay] = await three('thr_dee', 'thr_eli', 'thr_fay');
  const room = await dee.person.group([], { kind: 'channel', name: 'Tides', topic: 'High and low' });
  const settings = { asks: true };
  const cmid = dee.person.device;
  await dee.person.must(addresses.rooms.change, { params: { room }, body: { cmid, settings } });
  for (const { app } of [eli, fay]) {
    await app.page.goto('/channels');
    await app.button('Ask to join Tides').click();
    await app.button('Take back the request to join Tides').waitFor();
  }
  await dee.app.open('Tides');
  await dee.app.button('Details').click();
  await dee.app.button(/^Requests to join/).click();
  const dialog = dee.app.dialog('Requests to join');
  await dialog.getByRole('button', { name: 'Turn Thr_fay down' }).click();
  await dialog.getByRole('button', { name: 'Let Thr_eli in' }).click();
  await dialog.getByText('Nobody asks at the moment.').waitFor();
  await eli.app.chat('Tides').waitFor();
  await fay.app.page.reload();
  await fay.app.button('Ask to join Tides').waitFor();
  expect(await fay.app.chat('Tides').count()).toBe(0);
});

it('a message that waits for its time is seen by its writer alone, and then by all in the chat', async () => {
  const [gil, hal, ida] = await three('thr_gil', 'thr_hal', 'thr_ida');
  const room = await gil.person.group([hal.person, ida.person], { name: 'Watch' });
  for (const { app } of [gil, hal, ida]) await app.open('Watch');
  await gil.app.composer.fill('Your turn now');
  await gil.app.button('Schedule this message').click();
  await gil.app.dialog('Send later').getByRole('button', { name: 'Schedule', exact: true }).click();
  await gil.app.page.goto('/later?view=scheduled');
  await gil.app.page.getByRole('listitem').filter({ hasText: 'Your turn now' }).waitFor();
  await hal.app.send('Quiet here');
  await ida.app.message('Quiet here').waitFor();
  for (const { app } of [hal, ida]) expect(await app.message('Your turn now').count()).toBe(0);
  const { schedules } = await gil.person.must<{ schedules: { id: string; body: string }[] }>(
    addresses.later.schedules,
  );
  const { id = '', body } = schedules[0] ?? {};
  const params = { room, schedule: id };
  await gil.person.must(addresses.later.schedule, { params, body: { body, when: { at: Date.now() } } });
  for (const { app } of [hal, ida]) await app.message('Your turn now').waitFor();
  await gil.app.page.getByText('Nothing scheduled').waitFor();
});
