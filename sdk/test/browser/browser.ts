// A Chromium with a page of ours in it, served from an origin of its own.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

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

/** One script for browsers, made by Bun's bundler. */
export function bundle(script: URL): string {
  const bun = fileURLToPath(new URL('../../../node_modules/.bin/bun', import.meta.url));
  const out = mkdtempSync(join(tmpdir(), 'sup-page-'));
  const args = ['build', fileURLToPath(script), '--target=browser', '--format=esm', `--outdir=${out}`];
  const { status, stderr } = spawnSync(bun, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`bun build failed: ${stderr}`);
  const name = script.pathname.slice(script.pathname.lastIndexOf('/') + 1).replace(/\.ts$/, '.js');
  const code = readFileSync(join(out, name), 'utf8');
  rmSync(out, { recursive: true });
  return code;
}
