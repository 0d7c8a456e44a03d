// The refresh token of the web client lies in a cookie (R65). A second one, which scripts may read, says only that the
// first is there, so that a page need not ask the server. Without TLS, which is for localhost, browsers refuse the
// `__Host-` prefix, so the names are plain there.
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
  const sign = `${name}-signed-in`;
  const open = { path: '/', secure: isSecure, sameSite: 'Strict' } as const;
  const hidden = { ...open, httpOnly: true } as const;
  return {
    refreshCookie() {
      const token = getCookie(context, name);
      // A page of another site can make a browser send the cookie, but not this header.
      if (token !== undefined && context.req.header('x-sup') !== '1')
        throw new SupError('origin-header-missing');
      return token;
    },
    setRefreshCookie(token) {
      if (token === undefined) {
        deleteCookie(context, name, hidden);
        deleteCookie(context, sign, open);
        return;
      }
      const maxAge = days * 86_400;
      setCookie(context, name, token, { ...hidden, maxAge });
      setCookie(context, sign, '1', { ...open, maxAge });
    },
  };
}
