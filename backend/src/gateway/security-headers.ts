import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { GatewaySettings } from './gateway-parts.ts';

/** The policy where nothing is to be shown or run: answers of the API. */
const nothing = "default-src 'none'; frame-ancestors 'none'";

/** Headers of every answer; pages bring a content policy of their own. */
export function securityHeaders({ publicUrl }: Pick<GatewaySettings, 'publicUrl'>): MiddlewareHandler {
  const isSecure = publicUrl.startsWith('https:');
  return async (context, next) => {
    await next();
    const { headers } = context.res;
    headers.set('x-content-type-options', 'nosniff');
    headers.set('referrer-policy', 'no-referrer');
    headers.set('cross-origin-opener-policy', 'same-origin');
    headers.set('cross-origin-resource-policy', 'same-origin');
    headers.set('x-frame-options', 'DENY');
    if (isSecure) headers.set('strict-transport-security', 'max-age=31536000');
    if (!headers.has('content-security-policy')) headers.set('content-security-policy', nothing);
  };
}

/** react-native-web fills a `<style>` of its own through the style sheet's interface: as text it is empty. */
const emptyStyleHash = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** The policy of the web client: its own files, and exactly those inline parts that stand in its page. */
export function pagePolicy(html: string, publicUrl: string): string {
  const socket = publicUrl.replace(/^http/, 'ws');
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes(html, 'script')}`.trim(),
    `style-src 'self' ${emptyStyleHash} ${hashes(html, 'style')}`.trim(),
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${socket}`,
    "manifest-src 'self'",
    "worker-src 'self'",
    "media-src 'self' blob:",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function hashes(html: string, tag: 'script' | 'style'): string {
  const parts = html.matchAll(new RegExp(`<${tag}(?![^>]*\\ssrc=)[^>]*>([\\s\\S]*?)</${tag}>`, 'g'));
  return [...parts]
    .map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
    .join(' ');
}
