// /docs: the API as pages, by Scalar's bundle, served by ourselves.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { apiPath } from '@sup/protocol';
import { openApiDocument } from './openapi.ts';
import type { RestApp } from './rest-parts.ts';

const bundlePath = '/docs/scalar.js';
const startPath = '/docs/start.js';

// The bundle writes its own styles, so inline ones must be allowed on this page; scripts stay ours alone.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Sup API</title>
  </head>
  <body>
    <div id="api"></div>
    <script src="${bundlePath}"></script>
    <script src="${startPath}"></script>
  </body>
</html>
`;

// No fonts, agents or proxies of others: the page asks nobody but this server.
const start = `Scalar.createApiReference('#api', {
  url: '${apiPath}/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
});
`;

/** Mounts the document, the page and its two scripts. */
export function docsRoutes(app: RestApp): void {
  let document: string | undefined;
  let bundle: Promise<Buffer> | undefined;
  app.get(`${apiPath}/openapi.json`, (context) => {
    document ??= JSON.stringify(openApiDocument());
    return context.body(document, 200, { 'content-type': 'application/json' });
  });
  app.get('/docs', (context) => context.html(page, 200, { 'content-security-policy': policy }));
  app.get(startPath, (context) => context.body(start, 200, { 'content-type': 'text/javascript' }));
  app.get(bundlePath, async (context) => {
    bundle ??= readFile(bundleFile());
    return context.body(new Uint8Array(await bundle), 200, {
      'content-type': 'text/javascript',
      'cache-control': 'public, max-age=86400',
    });
  });
}

/** The package names its main file only; the bundle for browsers lies beside it. */
function bundleFile(): string {
  const main = createRequire(import.meta.url).resolve('@scalar/api-reference');
  return join(dirname(main), 'browser/standalone.js');
}
