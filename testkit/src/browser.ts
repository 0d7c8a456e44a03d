// Chromium for tests: one browser, a context a person, and a watch on everything that a page complains about.
import { existsSync } from 'node:fs';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type ConsoleMessage,
  chromium,
  type Page,
} from 'playwright-core';

/** Where Debian and others put it; the tests download no browser. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

const words = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Pictures are the same on every machine that has the same fonts.
  '--font-render-hinting=none',
  '--disable-lcd-text',
];

export type ScreenOptions = Pick<
  BrowserContextOptions,
  'viewport' | 'deviceScaleFactor' | 'colorScheme' | 'locale' | 'timezoneId' | 'hasTouch' | 'reducedMotion'
>;

const usual = {
  viewport: { width: 1280, height: 800 },
  locale: 'en-GB',
  timezoneId: 'Europe/Berlin',
  colorScheme: 'light',
} as const;

/** Someone's browser profile: cookies, stores and pages of their own. */
export class Screen {
  readonly context: BrowserContext;
  /** What pages complained about: errors on the console, uncaught exceptions, violations of the content policy. */
  readonly problems: string[] = [];
  #excused: readonly RegExp[] = [];

  constructor(context: BrowserContext) {
    this.context = context;
    context.on('console', (said) => this.#hear(said));
    context.on('weberror', (error) => this.#note(String(error.error())));
  }

  /** From here on these are no problems: a test that cuts the network expects pages to say so. */
  excuse(...patterns: readonly RegExp[]): void {
    this.#excused = [...this.#excused, ...patterns];
  }

  /** A new tab. */
  page(): Promise<Page> {
    return this.context.newPage();
  }

  close(): Promise<void> {
    return this.context.close();
  }

  #hear(said: ConsoleMessage): void {
    if (said.type() === 'error') this.#note(`${said.text()} (${said.location().url})`);
  }

  #note(text: string): void {
    if (!this.#excused.some((pattern) => pattern.test(text))) this.problems.push(text);
  }
}

/** What Chromium says by itself when a server or the network is away. */
export const networkTrouble = [
  /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_\w+|NETWORK_CHANGED|EMPTY_RESPONSE)/,
  /WebSocket connection to .* failed/,
];

export class TestBrowser {
  readonly #browser: Browser;
  readonly #screens: Screen[] = [];

  static async launch(): Promise<TestBrowser> {
    const executablePath = places.find((place) => existsSync(place));
    if (executablePath === undefined) throw new Error(`no Chromium at ${places.join(' or ')}`);
    return new TestBrowser(await chromium.launch({ executablePath, args: words }));
  }

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** A fresh profile at an address, 1280 × 800 and light unless told otherwise. */
  async screen(baseURL: string, options: ScreenOptions = {}): Promise<Screen> {
    const screen = new Screen(await this.#browser.newContext({ ...usual, ...options, baseURL }));
    this.#screens.push(screen);
    return screen;
  }

  /** What all pages complained about so far, and nothing of it a second time. */
  takeProblems(): string[] {
    return this.#screens.flatMap(({ problems }) => problems.splice(0));
  }

  /** Ends every profile, so that the next test begins with none. */
  async closeScreens(): Promise<void> {
    for (const screen of this.#screens.splice(0)) await screen.close();
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}
