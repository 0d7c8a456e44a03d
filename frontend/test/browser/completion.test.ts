// Naming people and rooms while writing: with the keyboard, the mouse and a finger.
import { addresses, type TimelinePage } from '@sup/protocol';
import { seriousFindings } from '@sup/testkit/browser-axe';
import { register, type TestPerson } from '@sup/testkit/people';
import { beforeAll, expect, it } from 'vitest';
import { soon } from './soon.ts';
import { setStage } from './stage.ts';

const stage = setStage({ SUP_RATE_LIMITS: 'off' });

let noor: TestPerson;
let noah: TestPerson;

beforeAll(async () => {
  noor = await register(stage.server, 'noor');
  noah = await register(stage.server, 'noah');
});

/** Somebody in a room with Noor and Noah, and in one called Trail map. */
async function writer(handle: string, options: Parameters<typeof stage.member>[1] = {}) {
  const { app, person } = await stage.member(handle, options);
  await person.group([], { name: 'Trail map' });
  const room = await person.group([noor, noah], { name: `Release of ${handle}` });
  await app.page.goto(`/r/${room}`);
  const field = app.page.getByRole('textbox', { name: `Message Release of ${handle}` });
  await field.waitFor();
  const offers = app.page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');
  return { app, person, room, field, offers };
}

it('the keyboard goes through the people whose names begin so, takes one, and leaves the text alone', async () => {
  const { app, person, room, field, offers } = await writer('kim');
  await field.pressSequentially('hi @no');
  await soon(() => offers.allInnerTexts()).toEqual(['Noah\n@noah', 'Noor\n@noor']);
  expect(await seriousFindings(app.page)).toEqual([]);
  const active = () => offers.evaluateAll((rows) => rows.findIndex((row) => row.ariaSelected === 'true'));
  expect(await active()).toBe(0);
  await field.press('ArrowUp');
  await soon(active).toBe(1);
  const named = await offers.nth(1).getAttribute('id');
  expect(await field.getAttribute('aria-activedescendant')).toBe(named);
  await field.press('Enter');
  await soon(() => field.inputValue()).toBe('hi @noor ');
  expect(await offers.count()).toBe(0);

  await field.pressSequentially('in #tra');
  await soon(() => offers.count()).toBe(1);
  await field.press('Tab');
  await soon(() => field.inputValue()).toBe('hi @noor in #trail-map ');
  await field.press('Enter');
  await app.sent('in');
  const page = await person.must<TimelinePage>(addresses.messages.page, { params: { room }, query: {} });
  expect(page.items.at(-1)).toMatchObject({ body: 'hi @noor in #trail-map', mentions: [noor.id] });
});

it('a colon offers emoji by name; the arrows choose one, a second colon spells one out', async () => {
  const { app, field, offers } = await writer('ida');
  await field.pressSequentially('well done :thumbs');
  await soon(() => offers.allInnerTexts()).toEqual(['👍\nthumbsup', '👎\nthumbsdown']);
  await app.page.getByRole('option', { name: 'thumbsup', exact: true, selected: true }).waitFor();
  expect(await seriousFindings(app.page)).toEqual([]);
  await field.press('ArrowDown');
  await field.press('ArrowUp');
  await field.press('Enter');
  await soon(() => field.inputValue()).toBe('well done 👍 ');
  await field.pressSequentially(':tada:');
  await soon(() => field.inputValue()).toBe('well done 👍 🎉 ');
  await field.pressSequentially('at 10:30 :)');
  expect(await offers.count()).toBe(0);
  await field.press('Enter');
  await app.message('well done 👍 🎉 at 10:30 :)').waitFor();
});

it('Escape puts the offer away and keeps the field; the next word is offered for again', async () => {
  const { field, offers } = await writer('lin');
  await field.pressSequentially('@no');
  await soon(() => offers.count()).toBe(2);
  await field.press('Escape');
  await soon(() => offers.count()).toBe(0);
  expect(await field.evaluate((node) => node === document.activeElement)).toBe(true);
  await field.pressSequentially('or and @noa');
  await soon(() => offers.count()).toBe(1);
  await field.press('Home');
  await soon(() => offers.count()).toBe(0);
});

it('Enter sends what names somebody in full, though others would be offered, too', async () => {
  const { app, field, offers } = await writer('eli');
  await field.pressSequentially('@noor');
  await soon(() => offers.count()).toBe(1);
  await field.press('Enter');
  await app.message('@noor').waitFor();
  expect(await field.inputValue()).toBe('');
});

it.each([
  { handle: 'max', colorScheme: 'dark', hasTouch: false, viewport: { width: 1_280, height: 800 } },
  { handle: 'tia', colorScheme: 'light', hasTouch: true, viewport: { width: 390, height: 844 } },
] as const)('a press takes a suggestion and the caret stays in the field, for $handle', async (options) => {
  const { handle, ...device } = options;
  const { app, field, offers } = await writer(handle, device);
  await field.pressSequentially('@');
  await soon(() => offers.count()).toBe(5);
  const everyone = offers.filter({ hasText: '@everyone' });
  await (options.hasTouch ? everyone.tap() : everyone.click());
  await soon(() => field.inputValue()).toBe('@everyone ');
  expect(await field.evaluate((node) => node === document.activeElement)).toBe(true);
  await field.pressSequentially('look :eyes');
  const eyes = app.page.getByRole('option', { name: 'eyes', exact: true });
  await (options.hasTouch ? eyes.tap() : eyes.click());
  await soon(() => field.inputValue()).toBe('@everyone look 👀 ');
});
