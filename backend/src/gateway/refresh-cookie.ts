// The one cookie: the refresh token of the web client (R65). Without TLS, which is for localhost, browsers refuse the
// `__Host-` prefix, so the name is plain there.
import { SupError } from '@sup/protocol';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { RestContext } from './rest-context.ts';

export interface RefreshCookieOptions {
  readonly isSecure: boolean;
  readonly days: number;
}

/** How a request's cookie is read and an answer's is set. */
export function refreshCookie(
  context: Context,
  { isSecure, days }: RefreshCookieOptions,
): Pick<RestContext, 'refreshCookie' | 'setRefreshCookie'> {
  const name = isSecure ? '__Host-sup' : 'sup';
  const attributes = { path: '/', secure: isSecure, httpOnly: true, sameSite: 'Strict' } as const;
  return {
    refreshCookie() {
      const token = getCookie(context, name);
      // A page of another site can make a browser send the cookie, but not this header.
      if (token !== undefined && context.req.header('x-sup') !== '1')
        throw new SupError('origin-header-missing');
      return token;
    },
    setRefreshCookie(token) {
      if (token === undefined) deleteCookie(context, name, attributes);
      else setCookie(context, name, token, { ...attributes, maxAge: days * 86_400 });
    },
  };
}
