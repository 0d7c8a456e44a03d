// What every browser test stands on: a real server that serves the built web client, one Chromium, a profile a person.
import { apiPath } from '@sup/protocol';
import { type Screen, type ScreenOptions, TestBrowser } from '@sup/testkit/browser';
import { newId, password, register, type TestPerson } from '@sup/testkit/people';
import { type RunningServer, startServer } from '@sup/testkit/start-server';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { App } from './app.ts';

export interface Visitor {
  readonly app: App;
  readonly screen: Screen;
}

/** Somebody with an account: `person` is their phone (REST and raw sockets), `app` the browser they have signed in with. */
export interface Member extends Visitor {
  readonly person: TestPerson;
}

export interface Stage {
  readonly server: RunningServer;
  /** Somebody's browser, with a page at no address yet. */
  visitor(options?: ScreenOptions): Promise<Visitor>;
  /** A new account, signed in at the list of chats. */
  member(handle: string, options?: ScreenOptions): Promise<Member>;
  /** One more browser of somebody, signed in and with a page at no address yet. */
  device(person: Pick<TestPerson, 'handle'>, options?: ScreenOptions): Promise<Visitor>;
}

/** Starts server and browser for the tests of a file. After each test no page may have complained about anything. */
export function setStage(settings: Readonly<Record<string, string>> = {}): Stage {
  let server: RunningServer;
  let browser: TestBrowser;
  beforeAll(async () => {
    server = await startServer({ runtime: 'bun', settings });
    browser = await TestBrowser.launch();
  });
  afterEach(async () => {
    const problems = browser.takeProblems();
    await browser.closeScreens();
    expect(problems).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  const visitor = async (options?: ScreenOptions) => {
    const screen = await browser.screen(server.url, options);
    return { screen, app: new App(await screen.page()) };
  };
  const device: Stage['device'] = async ({ handle }, options) => {
    const arrived = await visitor(options);
    const here = { device: newId<'DeviceId'>(), client: 'sup-web', cookie: true };
    const answer = await arrived.screen.context.request.post(`${apiPath}/auth/login`, {
      data: { handle, password, ...here },
    });
    expect(answer.status(), `${handle} signs in`).toBe(200);
    return arrived;
  };
  return {
    get server() {
      return server;
    },
    visitor,
    device,
    member: async (handle, options) => {
      const person = await register(server, handle);
      const arrived = await device(person, options);
      await arrived.app.page.goto('/');
      await arrived.app.list.waitFor();
      return { person, ...arrived };
    },
  };
}
