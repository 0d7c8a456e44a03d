// The built web client. Names are listed once at the start, so that no request's path ever reaches the file system:
// there is nothing to traverse. Compressed files lie beside the plain ones, made by the build.
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { apiPath } from '@sup/protocol';
import type { MiddlewareHandler } from 'hono';
import type { GatewaySettings } from './gateway-parts.ts';
import { pagePolicy } from './security-headers.ts';

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  webmanifest: 'application/manifest+json',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  ico: 'image/x-icon',
  ttf: 'font/ttf',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
  wasm: 'application/wasm',
};
const encodings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const;

/** The build puts a hash of the content into these names. */
const hashedName = /[.-][0-9a-f]{8,}\.[a-z0-9]+$/;

/** Answers requests for files of the web client; any other page address gets its first page. */
export async function staticFiles({
  webDir,
  publicUrl,
}: Pick<GatewaySettings, 'webDir' | 'publicUrl'>): Promise<MiddlewareHandler> {
  const files = await listFiles(webDir);
  const index = files.get('/index.html');
  const policy = index ? pagePolicy(await readFile(index, 'utf8'), publicUrl) : undefined;
  return async (context, next) => {
    const { method, path } = context.req;
    if (method !== 'GET' && method !== 'HEAD') return next();
    const asked = fileFor(decode(path), files);
    if (asked === undefined) return next();
    const { bytes, encoding } = await readBest(files, asked, context.req.header('accept-encoding') ?? '');
    const headers = {
      ...headersOf(asked, bytes.length),
      ...(encoding && { 'content-encoding': encoding }),
      ...(policy && asked.endsWith('.html') && { 'content-security-policy': policy }),
    };
    return new Response(method === 'HEAD' ? null : new Uint8Array(bytes), { headers });
  };
}

/** The file that answers an address: itself, or the first page for a place inside the client. */
function fileFor(path: string, files: ReadonlyMap<string, string>): string | undefined {
  if (/\.(br|gz)$/.test(path)) return undefined;
  if (files.has(path)) return path;
  return isPageAddress(path) && files.has('/index.html') ? '/index.html' : undefined;
}

function headersOf(file: string, length: number): Record<string, string> {
  return {
    'content-type': types[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    'cache-control': hashedName.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    'content-length': String(length),
  };
}

/** Address → file. Without a build there are none: the server then has only its API. */
async function listFiles(webDir: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(webDir, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [`/${relative(webDir, file).split(sep).join('/')}`, file]));
}

async function readBest(
  files: ReadonlyMap<string, string>,
  asked: string,
  accepted: string,
): Promise<{ bytes: Uint8Array; encoding?: string }> {
  const names = accepted.split(',').map((one) => one.split(';')[0]?.trim().toLowerCase());
  for (const { name, ending } of encodings) {
    const file = files.get(asked + ending);
    if (file && names.includes(name)) return { bytes: await readFile(file), encoding: name };
  }
  return { bytes: await readFile(files.get(asked) ?? '') };
}

/** A place inside the client, such as /r/ROOM: no dot in its last part, and not the API's. */
function isPageAddress(path: string): boolean {
  return !path.startsWith(apiPath) && !(path.split('/').at(-1) ?? '').includes('.');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
