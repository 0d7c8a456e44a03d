import { type SecretLink, secretLinkOf } from '../model/link';

/** The link with a secret that the page was opened with, if it was; the secret then leaves the address. */
export function takeOpenedLink(): SecretLink | undefined {
  const { pathname, hash } = location;
  const link = secretLinkOf(pathname, hash);
  if (link) history.replaceState(history.state, '', pathname);
  return link;
}
