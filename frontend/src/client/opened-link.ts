import * as Linking from 'expo-linking';
import { type SecretLink, secretLinkOf } from '../model/link';

/** The link with a secret that the app was opened with, if it was. */
export function takeOpenedLink(): SecretLink | undefined {
  const url = Linking.getLinkingURL();
  if (url === null) return undefined;
  const { pathname, hash } = new URL(url);
  return secretLinkOf(pathname, hash);
}
