// A Chromium with a page of ours in it, served from an origin of its own.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { bundle } from './bundle.ts';

export interface Site {
  readonly browser: Browser;
  /** A browser profile on disk, where quotas hold. */
  profile(): Promise<BrowserContext>;
  readonly url: string;
  close(): Promise<void>;
}

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Bundles the script of a page and serves it; `routes` may answer other paths. */
export async function openSite(script: URL): Promise<Site> {
  const code = bundle(script);
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(
      isScript ? code : '<!doctype html><title>sdk</title><script type="module" src="/page.js"></script>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const executablePath = installed.find((path) => existsSync(path)) ?? chromium.executablePath();
  const options = { executablePath, args: ['--no-sandbox'] };
  const browser = await chromium.launch(options);
  const directory = mkdtempSync(join(tmpdir(), 'sup-profile-'));
  return {
    browser,
    profile: () => chromium.launchPersistentContext(directory, options),
    url: `http://127.0.0.1:${port}/`,
    async close() {
      await browser.close();
      rmSync(directory, { recursive: true, force: true });
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
