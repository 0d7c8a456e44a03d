const schemes = /^(?:https?:\/\/[^/?#]|mailto:.)/i;
/** White, controls, and the backslash that browsers read as a slash. */
const refused = /[\s\\\p{Cc}]/u;

/** Whether a link may lead there: https, http and mailto only, and nothing in it that a browser would read otherwise. */
export function isLinkUrl(url: string): boolean {
  return schemes.test(url) && !refused.test(url);
}
