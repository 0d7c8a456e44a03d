// What a person does in the web client, in the words of the product. It finds things as a screen reader would.
import { password } from '@sup/testkit/people';
import type { Locator, Page } from 'playwright-core';

export interface NewPerson {
  readonly name: string;
  readonly handle: string;
}

/** Long enough for a machine that does much else at once, short enough to fail in time. */
const patienceMs = 12_000;

export type Tick = 'Sending' | 'Sent' | 'Delivered' | 'Read';

export class App {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(patienceMs);
  }

  get composer(): Locator {
    return this.page.locator('#composer');
  }

  get banner(): Locator {
    return this.page.getByText('You’re offline.');
  }

  /** The list of chats. */
  get list(): Locator {
    return this.page.getByRole('navigation', { name: 'Chats' });
  }

  /** The room in the address. */
  get room(): string {
    return /\/r\/([^/?]+)/.exec(this.page.url())?.[1] ?? '';
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  /** A chat's row of the list. */
  chat(name: string): Locator {
    return this.list.getByRole('link', { name: new RegExp(`^${name}`) });
  }

  /** A message of the open chat, by what stands in it. */
  message(text: string): Locator {
    return this.page.getByRole('article').filter({ hasText: text });
  }

  tick(text: string, state: Tick): Locator {
    return this.message(text).getByRole('img', { name: state, exact: true });
  }

  /** Resolves once the server has a message: only then can it be acted on. */
  async sent(text: string): Promise<void> {
    await this.message(text)
      .getByRole('img', { name: /^(Sent|Delivered|Read)$/ })
      .waitFor();
  }

  /** Makes an account; answers the recovery codes, which are then put away. */
  async signUp({ name, handle }: NewPerson): Promise<string[]> {
    await this.page.goto('/sign-up');
    await this.page.getByLabel('Name', { exact: true }).fill(name);
    await this.page.getByLabel('Username', { exact: true }).fill(handle);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.button('Create account').click();
    const codes = this.page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
    await codes.first().waitFor();
    const texts = await codes.allInnerTexts();
    await this.button('I have kept them').click();
    await this.page.getByRole('heading', { name: `Welcome, ${name.split(' ')[0]}` }).waitFor();
    return texts.map((text) => text.trim());
  }

  async signIn(handle: string): Promise<void> {
    await this.page.goto('/sign-in');
    await this.page.getByLabel('Username', { exact: true }).fill(handle);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.button('Sign in').click();
    await this.list.waitFor();
  }

  /** Finds someone by their whole handle and opens the chat with them. */
  async openDirect({ name, handle }: NewPerson): Promise<void> {
    await this.button('New chat').click();
    await this.dialog('New chat').getByLabel('Username').fill(handle);
    await this.dialog('New chat')
      .getByRole('button', { name: new RegExp(`^${name}`) })
      .click();
    await this.composer.waitFor();
  }

  async createGroup(name: string, members: readonly NewPerson[]): Promise<void> {
    await this.page.goto('/new-group');
    const dialog = this.dialog('New group');
    await dialog.getByLabel('Group name').fill(name);
    for (const member of members) {
      await dialog.getByLabel('Add by name or username').fill(member.handle);
      await dialog.getByRole('checkbox', { name: new RegExp(`^${member.name}`) }).click();
    }
    await dialog.getByRole('button', { name: 'Create group' }).click();
    await this.composer.waitFor();
  }

  /** Opens a chat from the list. */
  async open(name: string): Promise<void> {
    await this.chat(name).click();
    await this.composer.waitFor();
  }

  /** Writes and sends with the keyboard alone; resolves when the message stands in the chat. */
  async send(text: string): Promise<void> {
    await this.composer.focus();
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Enter');
    await this.message(text).waitFor();
  }

  /** Opens the menu of a message and picks from it. */
  async pick(text: string, action: string): Promise<void> {
    await this.message(text).click({ button: 'right' });
    // The first: "Reply" stands before "Reply in thread".
    await this.page
      .getByRole('menuitem', { name: new RegExp(`^${action}`) })
      .first()
      .click();
  }

  /** What the messages of the open chat say, as far as they are on the page, top to bottom. */
  async texts(pattern: RegExp): Promise<string[]> {
    const labels = await this.page.getByRole('article').evaluateAll((rows) =>
      rows
        .map((row) => ({ top: row.getBoundingClientRect().top, label: row.getAttribute('aria-label') ?? '' }))
        .sort((a, b) => a.top - b.top)
        .map(({ label }) => label),
    );
    return labels.flatMap((label) => pattern.exec(label)?.[0] ?? []);
  }
}
