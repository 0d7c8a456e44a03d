import { addresses, limits } from '@sup/protocol';
import { HeldSocket } from '@sup/testkit/browser-socket';
import { register } from '@sup/testkit/people';
import { describe, expect, it } from 'vitest';
import { soon } from './soon.ts';
import { setStage } from './stage.ts';
import { ticksOf } from './tick-log.ts';

const stage = setStage();

describe('two people', () => {
  it('sign up with three fields, get recovery codes once, find each other and talk', async () => {
    const { app: ann } = await stage.visitor();
    await ann.page.goto('/sign-up');
    expect(await ann.page.getByRole('textbox').count()).toBeLessThanOrEqual(5);
    const codes = await ann.signUp({ name: 'Ann Baker', handle: 'ann' });
    expect(new Set(codes).size).toBe(10);
    await ann.page.reload();
    await ann.page.getByRole('heading', { name: 'Welcome, Ann' }).waitFor();
    expect(await ann.page.getByText(codes[0] ?? '').count()).toBe(0);

    const { app: bob } = await stage.visitor();
    await bob.signUp({ name: 'Bob Cole', handle: 'bob' });
    await ann.openDirect({ name: 'Bob Cole', handle: 'bob' });
    await ann.button('Say hello').click();
    await ann.page.keyboard.press('Enter');
    await bob.open('Ann Baker');
    await bob.message('Hello!').waitFor();
    await bob.send('Hi Ann');
    await ann.message('Hi Ann').waitFor();
    await ann.tick('Hello!', 'Read').waitFor();
    await ann.button('New chat').click();
    await ann.dialog('New chat').getByLabel('Username').fill('nobody');
    await ann.page.getByText('Nobody has that username.').waitFor();
  });

  it('see a message at once with a clock, then one tick, two, and read; never back', async () => {
    const { app: cid, screen } = await stage.member('cid');
    const { app: dee } = await stage.member('dee');
    const socket = await HeldSocket.of(screen.context);
    await cid.page.reload();
    await cid.openDirect({ name: 'Dee', handle: 'dee' });
    const log = await ticksOf(cid, 'on its way');
    socket.hold('up');
    await cid.send('on its way');
    await cid.tick('on its way', 'Sending').waitFor();
    await soon(() => socket.count('up'), 'it waits before the server').toBeGreaterThan(0);
    expect(await log.states()).toEqual(['Sending']);
    socket.hold('down');
    socket.release('up');
    await soon(() => socket.count('down'), 'the answer waits').toBeGreaterThan(0);
    expect(await log.states()).toEqual(['Sending']);
    socket.release('down');
    await cid.tick('on its way', 'Delivered').waitFor();
    await dee.open('Cid');
    await cid.tick('on its way', 'Read').waitFor();
    expect(await log.states()).toEqual(['Sending', 'Sent', 'Delivered', 'Read']);
    await cid.page.reload();
    await cid.tick('on its way', 'Read').waitFor();
  });
});

describe('in a chat of two', () => {
  /** Two who talk already; both have the chat open. */
  async function pair(left: string, right: string) {
    const a = await stage.member(left.toLowerCase());
    const b = await stage.member(right.toLowerCase());
    await a.person.direct(b.person);
    await a.app.open(right);
    await a.app.send(`Hi ${right}`);
    await b.app.open(left);
    await b.app.message(`Hi ${right}`).waitFor();
    return { a: a.app, b: b.app, left: a, right: b };
  }

  it('typing shows in chat and list, and goes when the field is empty again', async () => {
    const { a, b } = await pair('Eve', 'Fay');
    await b.composer.pressSequentially('hm');
    await a.page.getByText('Fay is typing').waitFor();
    await a.chat('Fay').getByText('is typing').waitFor();
    await b.composer.fill('');
    await a.page.getByText('Fay is typing').waitFor({ state: 'detached' });
  });

  it('a message is edited, answered, reacted to and deleted, and both see it', async () => {
    const { a, b } = await pair('Gus', 'Hal');
    await a.send('the ferry leaves at 7');
    await a.tick('the ferry leaves at 7', 'Read').waitFor();
    await a.pick('the ferry leaves at 7', 'Edit');
    await a.composer.fill('the ferry leaves at 8');
    await a.page.keyboard.press('Enter');
    await b.message('the ferry leaves at 8').getByText('edited').waitFor();
    expect(await b.message('the ferry leaves at 7').count()).toBe(0);

    await b.pick('the ferry leaves at 8', 'Reply');
    await b.page.getByText('Reply to Gus').waitFor();
    await b.send('I will be there');
    const answer = a.message('I will be there');
    await answer.getByRole('button', { name: /^Reply to You: the ferry leaves at 8/ }).waitFor();

    await answer.hover();
    await answer.getByRole('button', { name: 'React', exact: true }).click();
    await a.button(/React with 👍/).click();
    const chip = b.message('I will be there').getByRole('button', { name: /👍/ });
    await chip.click();
    await answer.getByRole('button', { name: /^👍 2 reactions/, pressed: true }).click();
    await b
      .message('I will be there')
      .getByRole('button', { name: /^👍 1 reaction/, pressed: true })
      .click();
    await soon(() => answer.getByRole('button', { name: /👍/ }).count()).toBe(0);

    await a.page.getByRole('article', { name: /^You, the ferry leaves at 8/ }).click({ button: 'right' });
    await a.page.getByRole('menuitem', { name: /^Delete/ }).click();
    await a.dialog('Delete this message?').getByRole('button', { name: 'Delete' }).click();
    await b.message('Message deleted').waitFor();
    await soon(() => b.page.getByText('the ferry leaves at 8').count()).toBe(0);
  });

  it('a draft stays over another chat and a reload, and goes with the message', async () => {
    const { a, b, left } = await pair('Ida', 'Jon');
    await left.person.group([], { name: 'Elsewhere' });
    await a.composer.fill('half a thou');
    await a.open('Elsewhere');
    await a.chat('Jon').getByText('Draft:').waitFor();
    await a.open('Jon');
    await soon(() => a.composer.inputValue()).toBe('half a thou');
    await a.composer.fill('half a thoug');
    // The device keeps every key, though not within the millisecond; a hand needs longer to reload.
    await a.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    await a.page.reload();
    await soon(() => a.composer.inputValue()).toBe('half a thoug');
    await a.composer.focus();
    await a.page.keyboard.press('End');
    await a.page.keyboard.insertText('ht');
    await a.page.keyboard.press('Enter');
    await b.message('half a thought').waitFor();
    await a.open('Elsewhere');
    await a.open('Jon');
    expect(await a.composer.inputValue()).toBe('');
    await a.page.reload();
    await a.message('half a thought').waitFor();
    expect(await a.composer.inputValue()).toBe('');
  });

  it('unread messages are counted in the list, and begin at a line in the chat', async () => {
    const { a, b, left } = await pair('Kim', 'Lou');
    await left.person.group([], { name: 'Elsewhere' });
    await a.open('Elsewhere');
    for (const text of ['first', 'second', 'third']) await b.send(text);
    await a.chat('Lou').getByLabel('3 unread messages').waitFor();
    await a.button('Chats, 1 chat unread').waitFor();
    await a.open('Lou');
    await a.page.getByText('3 new messages').waitFor();
    await a.chat('Lou').getByLabel('3 unread messages').waitFor({ state: 'detached' });
    await b.tick('third', 'Read').waitFor();
    await a.page.getByText('3 new messages').waitFor();
  });
});

describe('a group', () => {
  it('is made with its members, and shows who they are and who is there', async () => {
    const { app: mia } = await stage.member('mia');
    const { app: ned } = await stage.member('ned');
    await mia.createGroup('Boat trip', [{ name: 'Ned', handle: 'ned' }]);
    await mia.page.getByText('Mia created the group Boat trip').waitFor();
    await ned.open('Boat trip');
    await mia.send('Who is in?');
    await ned.message('Who is in?').waitFor();
    await mia.page.getByText('2 members, 2 online').waitFor();
    await mia.button('Details').click();
    const details = mia.page.getByRole('complementary', { name: 'Details' });
    await details.getByRole('button', { name: /^Ned/ }).waitFor();
    await details.getByText('Owner').waitFor();
  });

  it('says that a message is not sent, why, and sends it again or gives it up', async () => {
    const { app: oma, screen } = await stage.member('oma');
    const pia = await stage.member('pia');
    const socket = await HeldSocket.of(screen.context);
    await oma.page.reload();
    await oma.createGroup('Boat trip', [{ name: 'Pia', handle: 'pia' }]);
    const tooLong = 'x'.repeat(limits.bodyCodePointsMax + 1);
    socket.rewrite((text) => text.replace('"body":"refuse me', `"body":"${tooLong}`));
    await oma.send('refuse me once');
    await oma.send('after it');
    await oma.tick('after it', 'Sent').or(oma.tick('after it', 'Delivered')).waitFor();
    const failed = oma.message('refuse me once');
    await failed.getByText(/^Not sent/).waitFor();
    await oma.chat('Boat trip').getByRole('img', { name: 'A message was not sent' }).waitFor();
    await oma.send('refuse me for ever');
    const other = oma.message('refuse me for ever');
    await other.getByRole('button', { name: 'Delete' }).click();
    await soon(() => other.count()).toBe(0);
    socket.rewrite((text) => text);
    await failed.getByRole('button', { name: 'Retry' }).click();
    await pia.app.open('Boat trip');
    await pia.app.message('refuse me once').waitFor();
    expect(await pia.app.message('refuse me').count()).toBe(1);
    await oma.tick('refuse me once', 'Read').waitFor();
  });

  it('offers the text of a refused edit again, once nothing else is being written', async () => {
    const { app: tia, screen, person } = await stage.member('tia');
    const socket = await HeldSocket.of(screen.context);
    await person.direct(await register(stage.server, 'uwe'));
    await tia.page.reload();
    await tia.open('Uwe');
    await tia.send('we leave at 7');
    await tia.tick('we leave at 7', 'Sent').waitFor();
    const tooLong = 'x'.repeat(limits.bodyCodePointsMax + 1);
    socket.rewrite((text) => text.replace('"body":"we leave at 8', `"body":"${tooLong}`));
    const refuseOne = async () => {
      await tia.pick('we leave at 7', 'Edit');
      await tia.composer.fill('we leave at 8 from the pier');
      await tia.page.keyboard.press('Enter');
    };
    await refuseOne();
    await tia.page.getByText('Edit message').waitFor();
    await soon(() => tia.composer.inputValue()).toBe('we leave at 8 from the pier');
    await tia.message('we leave at 7').waitFor();

    await tia.page.keyboard.press('Escape');
    await tia.page.getByText('Edit message').waitFor({ state: 'detached' });
    socket.hold('up');
    await refuseOne();
    await tia.composer.fill('half a thought');
    socket.release('up');
    await tia.message('we leave at 7').waitFor();
    expect(await tia.composer.inputValue()).toBe('half a thought');
    await tia.page.keyboard.press('Enter');
    await tia.message('half a thought').waitFor();
    await soon(() => tia.composer.inputValue()).toBe('we leave at 8 from the pier');
    socket.rewrite((text) => text);
    await tia.page.keyboard.press('Enter');
    await tia.message('we leave at 8 from the pier').getByText('edited').waitFor();
    await soon(() => tia.message('we leave at 7').count()).toBe(0);
  });

  it('leaves the screen of whoever is removed', async () => {
    const { person: rex } = await stage.member('rex');
    const { app: sue, person, screen } = await stage.member('sue');
    screen.excuse(/status of 404/);
    const room = await rex.group([person], { name: 'Boat trip' });
    await sue.open('Boat trip');
    await rex.must(addresses.rooms.removeMember, { params: { room, user: person.id } });
    await sue.page.getByText('You are not in this chat or space, or it does not exist.').waitFor();
    await sue.chat('Boat trip').waitFor({ state: 'detached' });
  });
});
