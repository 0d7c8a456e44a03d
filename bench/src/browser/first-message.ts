// How long a browser with an empty cache takes until it has painted a message, what it loaded by then, and how evenly it
// draws afterwards.
import type { Browser, BrowserContext, CDPSession, Request } from 'playwright-core';

/** A page to open, and the text whose appearing ends the wait. */
export interface PageToOpen {
  readonly url: string;
  readonly text: string;
  /** Runs before the page is opened, such as signing in. */
  prepare(context: BrowserContext): Promise<void>;
  /** Runs while frames are watched, such as messages that come in. */
  during?(): Promise<void>;
}

export interface Opened {
  /** From the start of the navigation until the text was painted. */
  readonly firstMessageMs: number;
  /** The scripts that were there by then. */
  readonly scripts: readonly string[];
  /** As they came over the network, in whatever encoding the browser prefers. */
  readonly scriptBytes: number;
  /** The share of frames later than 25 ms after the one before (decision 30). */
  readonly missedFrames: number;
}

const watchFramesMs = 3_000;

/** In the page: notes when the text was painted, by the second frame after it was in the document. */
const noteWhenPainted = (text: string) => `
  const wanted = ${JSON.stringify(text)};
  new MutationObserver((_, observer) => {
    if (!document.body?.textContent.includes(wanted)) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => { window.paintedAtMs = performance.now(); }));
  }).observe(document, { childList: true, subtree: true, characterData: true });
`;

/** In the page: when that was, once it is known. */
const whenPainted = `new Promise((resolve) => {
  const look = () => (window.paintedAtMs ? resolve(window.paintedAtMs) : setTimeout(look, 5));
  look();
})`;

/** In the page: the gaps between frames, in ms, for so long. */
const frameGaps = `new Promise((resolve) => {
  const gaps = [];
  const start = performance.now();
  let last = start;
  const next = (now) => {
    gaps.push(now - last);
    last = now;
    if (now - start < ${watchFramesMs}) requestAnimationFrame(next);
    else resolve(gaps);
  };
  requestAnimationFrame(next);
})`;

/** Opens the page in a fresh context and measures. */
export async function openPage(
  browser: Browser,
  { url, text, prepare, during }: PageToOpen,
): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1_280, height: 800 } });
  try {
    await prepare(context);
    const page = await context.newPage();
    const scripts: Request[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') scripts.push(request);
    });
    await page.addInitScript(noteWhenPainted(text));
    await page.goto(url, { waitUntil: 'commit' });
    // Playwright's own ways to run code in a page need eval, which our content security policy refuses.
    const console = await context.newCDPSession(page);
    const firstMessageMs = Number(await answerOf(console, whenPainted));
    const loaded = [...scripts];
    const sizes = await Promise.all(loaded.map((request) => request.sizes()));
    const [gaps] = await Promise.all([answerOf(console, frameGaps), during?.()]);
    return {
      firstMessageMs,
      scripts: loaded.map((request) => request.url()),
      scriptBytes: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0),
      missedFrames: missedShare(gaps as number[]),
    };
  } finally {
    await context.close();
  }
}

/** Runs an expression in the page and waits for its promise. */
async function answerOf(console: CDPSession, expression: string): Promise<unknown> {
  const { result, exceptionDetails } = await console.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(`in the page: ${exceptionDetails.text}`);
  return result.value;
}

/** A frame is missed when it comes more than 25 ms after the one before. */
export function missedShare(gapsMs: readonly number[]): number {
  return gapsMs.length === 0 ? 0 : gapsMs.filter((gap) => gap > 25).length / gapsMs.length;
}
