// Every screen and every dialog, and how one gets there.
import type { App } from './app.ts';
import { said, type World } from './world.ts';

type Opens = (app: App, world: World) => Promise<unknown>;

interface Route {
  readonly address: (world: World) => string;
  /** Something that stands there once all of it does. */
  readonly ready: string | RegExp;
  /** Before signing in. */
  readonly visitor?: true;
}

/** By the files of src/app. */
export const routes: Readonly<Record<string, Route>> = {
  '(auth)/sign-in': { address: () => '/sign-in', ready: 'Sign in to Sup', visitor: true },
  '(auth)/sign-up': { address: () => '/sign-up', ready: 'Create your account', visitor: true },
  '(auth)/recover': { address: () => '/recover', ready: 'Set a new password', visitor: true },
  'join/index': { address: () => '/join', ready: /code/i },
  'join/[code]': { address: ({ code }) => `/join/${code}`, ready: /^Join Harbour works/, visitor: true },
  'claim-admin': { address: () => '/claim-admin#a-code', ready: 'Become the administrator' },
  '(chat)/index': { address: () => '/', ready: /Ferry weekend/ },
  '(chat)/channels': { address: () => '/channels', ready: 'Weather' },
  '(chat)/later': { address: () => '/later', ready: /Things to buy/ },
  '(chat)/new': { address: () => '/new', ready: 'Username' },
  '(chat)/new-group': { address: () => '/new-group', ready: 'Public channel' },
  '(chat)/new-space': { address: () => '/new-space', ready: 'Create space' },
  '(chat)/spaces': { address: () => '/spaces', ready: 'New space' },
  '(chat)/threads': { address: () => '/threads', ready: /The harbour plan/ },
  '(chat)/r/[room]': { address: ({ works }) => `/r/${works}`, ready: said.edited },
  '(chat)/requests/index': { address: () => '/requests', ready: /wants to write to you/ },
  '(chat)/requests/[request]': {
    address: ({ request }) => `/requests/${request}`,
    ready: /You do not know me/,
  },
  'settings/index': { address: () => '/settings', ready: 'Appearance' },
  // Whoever has an account has none to make.
  'settings/account': { address: () => '/settings/account', ready: /Ferry weekend/ },
  'settings/profile': { address: () => '/settings/profile', ready: 'This is how others see you.' },
  'settings/appearance': { address: () => '/settings/appearance', ready: 'High contrast' },
  'settings/bots': { address: () => '/settings/bots', ready: 'Night watch' },
  'settings/devices': { address: () => '/settings/devices', ready: 'Current' },
  'settings/notifications': { address: () => '/settings/notifications', ready: 'Do not disturb' },
  'settings/security': { address: () => '/settings/security', ready: 'Blocked people' },
  '+not-found': { address: () => '/nowhere/at/all', ready: /Ferry weekend|not exist|not found/i },
};

export async function openRoute(app: App, world: World, { address, ready }: Route): Promise<void> {
  await app.page.goto(address(world));
  await app.page.getByText(ready, { exact: true }).filter({ visible: true }).first().waitFor();
}

/** The room with nothing beside it or above it. */
const openRoom: Opens = async (app, { works }) => {
  const isThere = app.room === works && (await app.message(said.edited).isVisible());
  if (!isThere) await app.page.goto(`/r/${works}`);
  await app.message(said.edited).waitFor();
};

const openDetails: Opens = async (app, world) => {
  const details = app.page.getByRole('complementary', { name: 'Details' });
  if (app.room !== world.works || (await details.count()) === 0) {
    await openRoom(app, world);
    if ((await details.count()) === 0) await app.button('Details').click();
  }
  await details.getByRole('button', { name: 'Leave group' }).waitFor();
};

/** A dialog behind a row of the details. */
const row =
  (name: string | RegExp, title: string | RegExp): Opens =>
  async (app, world) => {
    await openDetails(app, world);
    await app.page
      .getByRole('complementary', { name: 'Details' })
      .getByRole('button', { name, exact: typeof name === 'string' })
      .click();
    await app.dialog(title).waitFor();
  };

/** A dialog behind the menu of a message. */
const pick =
  (text: string, action: string, title: string): Opens =>
  async (app, world) => {
    await openRoom(app, world);
    await app.pick(text, action);
    await app.dialog(title).waitFor();
  };

const after =
  (first: Opens, then: (app: App) => Promise<unknown>): Opens =>
  async (app, world) => {
    await first(app, world);
    await then(app);
  };

const person = row(/^Tom/, 'Profile');
const ask = (action: string, title: RegExp) =>
  after(person, async (app) => {
    await app.dialog('Profile').getByRole('button', { name: action, exact: true }).click();
    await app.dialog(title).waitFor();
  });

/** Once the room has a poll; the first who comes asks it. */
const openPoll: Opens = async (app, { direct }) => {
  await app.page.goto(`/r/${direct}`);
  await app.composer.waitFor();
  if ((await app.message('Soup or bread?').count()) > 0) return;
  await app.button('Ask a question').click();
  const form = app.dialog('New poll');
  await form.getByLabel('Question').fill('Soup or bread?');
  await form.getByLabel('Choice 1', { exact: true }).fill('Soup');
  await form.getByLabel('Choice 2', { exact: true }).fill('Bread');
  await form.getByRole('button', { name: 'Ask', exact: true }).click();
  await app.message('Soup or bread?').last().getByRole('radio', { name: /^Soup/ }).click();
  await app.button('Who voted').last().waitFor();
};

/** By the kinds of RoomLayer. */
export const layers: Readonly<Record<string, Opens>> = {
  add: row('Add', 'Add members'),
  invite: after(row('Invite people', 'Invite people'), async (app) => {
    await app.dialog('Invite people').getByRole('button', { name: 'Make link' }).click();
    await app.page.getByRole('img', { name: /^QR code/ }).waitFor();
  }),
  ask: after(openRoom, async (app) => {
    await app.composer.fill('');
    await app.button('Ask a question').click();
    await app.dialog('New poll').waitFor();
  }),
  voters: after(openPoll, async (app) => {
    await app.button('Who voted').last().click();
    await app.dialog('Who voted').waitFor();
  }),
  'close-poll': after(openPoll, async (app) => {
    await app.message('Soup or bread?').last().click({ button: 'right' });
    await app.page.getByRole('menuitem', { name: 'Close poll' }).click();
    await app.dialog('Close this poll?').waitFor();
  }),
  requests: async (app, { channel }) => {
    await app.page.goto(`/r/${channel}`);
    await app.button('Details').click();
    await app.button(/^Requests to join/).click();
    await app.button(/^Let .* in$/).waitFor();
  },
  edit: row('Name and topic', 'Name and topic'),
  leave: row('Leave group', /^Leave Harbour/),
  notifications: row(/^Notifications/, 'Notifications'),
  folders: row(/^Folders/, /Folders/),
  settings: row('Settings and rights', 'Settings and rights'),
  bans: after(row('Banned people', 'Banned people'), (app) => app.button(/^End the ban/).waitFor()),
  keeps: after(row('Pins, decisions, to-dos', 'Pins, decisions, to-dos'), (app) =>
    app.button(/^Unpin/).waitFor(),
  ),
  arrange: async (app, { space }) => {
    await app.page.goto(`/r/${space}`);
    await app.button('Add chats').click();
    await app.dialog('Add chats').waitFor();
  },
  integrations: after(row('Integrations', 'Integrations'), (app) =>
    app.button('Delete Lighthouse').waitFor(),
  ),
  person,
  mark: pick(said.edited, 'Mark', 'Mark this message'),
  forward: pick(said.edited, 'Forward', 'Forward to'),
  move: pick(said.edited, 'Move', 'Move 1 message'),
  why: pick('rope --metres', 'Why was I', 'Why was I (not) notified?'),
  remind: pick(said.edited, 'Remind me', 'Remind me of this message'),
  versions: after(pick(said.edited, 'Earlier versions', 'Earlier versions'), (app) =>
    app.page.getByText('The ferry leaves at 7', { exact: true }).waitFor(),
  ),
  info: after(pick(said.edited, 'Message info', 'Message info'), (app) =>
    app.dialog('Message info').getByText('mika').first().waitFor(),
  ),
};

const inComposer = (text: string, shown: (app: App) => Promise<unknown>) =>
  after(openRoom, async (app) => {
    await app.composer.fill('');
    await app.composer.pressSequentially(text);
    await shown(app);
  });

/** What else opens: menus, questions, modes of the composer. */
export const others: Readonly<Record<string, Opens>> = {
  'a chat of two': async (app, { direct }) => {
    await app.page.goto(`/r/${direct}`);
    await app.message('Wonderful').waitFor();
  },
  'a group that has reactions, a reply and a deleted message': async (app, { group }) => {
    await app.page.goto(`/r/${group}`);
    await app.page.getByText('Message deleted').first().waitFor();
  },
  'a space': async (app, { space }) => {
    await app.page.goto(`/r/${space}`);
    await app.page.getByRole('list', { name: 'Chats in Village' }).getByRole('button').first().waitFor();
  },
  'a thread': async (app, { works, thread }) => {
    await app.page.goto(`/r/${works}?t=${thread}`);
    await app.page.getByRole('complementary', { name: 'Thread' }).getByText('So have I').waitFor();
  },
  'the details': async (app, world) => {
    await app.page.goto(`/r/${world.works}`);
    await openDetails(app, world);
  },
  'the scheduled messages': async (app) => {
    await app.page.goto('/later?view=scheduled');
    await app.page.getByText('Good morning').waitFor();
  },
  'a scheduled message that is changed': async (app) => {
    await app.page.goto('/later?view=scheduled');
    await app.button('Change').click();
    await app.dialog('Change scheduled message').waitFor();
  },
  'the reminders': async (app) => {
    await app.page.goto('/later?view=reminders');
    await app.page.getByText(/^Due /).waitFor();
  },
  'the menu of a message': after(openRoom, async (app) => {
    await app.message(said.edited).click({ button: 'right' });
    await app.page.getByRole('menuitem', { name: /^Delete/ }).waitFor();
  }),
  'more reactions': after(openRoom, async (app) => {
    await app.message(said.edited).click({ button: 'right' });
    await app.button('More reactions').click();
    await app.button('React with 🏁').waitFor();
  }),
  'the question before a message is deleted': after(openRoom, async (app) => {
    await app.pick(said.edited, 'Delete');
    await app.dialog('Delete this message?').waitFor();
  }),
  'a message that is answered': after(openRoom, async (app) => {
    await app.pick(said.plan, 'Reply');
    await app.button('Cancel reply').waitFor();
  }),
  'messages that are chosen': after(openRoom, async (app) => {
    await app.page.keyboard.press('Escape');
    await app.pick(said.plan, 'Select');
    await app.page.getByRole('status').filter({ hasText: '1 selected' }).waitFor();
  }),
  'people who are offered': async (app, world) => {
    await app.page.goto(`/r/${world.works}`);
    await inComposer('@', (here) => here.page.getByRole('option').nth(4).waitFor())(app, world);
  },
  'emoji that are offered': inComposer(':he', (app) =>
    app.page.getByRole('option', { name: 'heart', exact: true }).waitFor(),
  ),
  'when a message is sent': async (app, world) => {
    await inComposer('Later', (here) => here.button('Schedule this message').click())(app, world);
    await app.dialog('Send later').waitFor();
  },
  'the role of somebody': after(person, async (app) => {
    await app.dialog('Profile').getByRole('button', { name: /^Role/ }).click();
    await app.dialog(/^Role of/).waitFor();
  }),
  'a mute': ask('Mute', /^Mute Tom/),
  'a ban': ask('Ban', /^Ban Tom/),
  'ownership that is handed over': ask('Hand over ownership', /^Make Tom/),
  'a setting that is chosen': after(row('Settings and rights', 'Settings and rights'), async (app) => {
    await app.button(/^Slow mode/).click();
    await app.dialog('Slow mode').waitFor();
  }),
  'a new password': async (app) => {
    await app.page.goto('/settings/security');
    await app.button(/^Change password/).click();
    await app.dialog('Change password').waitFor();
  },
  'the end of an account': async (app) => {
    await app.page.goto('/settings/security');
    await app.button(/^Delete account/).click();
    await app.dialog(/^Delete @/).waitFor();
  },
  'signing out': async (app) => {
    await app.page.goto('/settings');
    // A link beside the pages of the settings, a row where they are one list.
    await app.page.getByRole('link', { name: 'Sign out' }).or(app.button('Sign out')).click();
    await app.dialog(/^Sign out/).waitFor();
  },
};
