/** A link that carries a secret behind its `#`, where servers and their logs never see it. */
export type SecretLink =
  | { readonly kind: 'claim'; readonly code: string }
  | { readonly kind: 'recover'; readonly handle: string; readonly code: string };

/** What the app was opened for: a link, or an invitation that waits until somebody is signed in. */
export type Purpose = SecretLink | { readonly kind: 'join'; readonly code: string; readonly room: string };

/** What the address that the app was opened with asks for, if it is one of the links that the server hands out. */
export function secretLinkOf(path: string, hash: string): SecretLink | undefined {
  const secret = hash.replace(/^#/u, '');
  if (secret === '') return undefined;
  if (path === '/claim-admin') return { kind: 'claim', code: decodeURIComponent(secret) };
  if (path !== '/recover') return undefined;
  const values = new URLSearchParams(secret);
  return { kind: 'recover', handle: values.get('handle') ?? '', code: values.get('code') ?? '' };
}
