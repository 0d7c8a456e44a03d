/** The form of a name in which channels are searched and sorted; null where there is no name. */
export function channelKey(name: string | undefined): string | null {
  return name === undefined ? null : name.normalize('NFKC').toLowerCase();
}
