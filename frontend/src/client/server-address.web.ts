/** A page talks to the server that it came from. */
export function knownServer(): string | undefined {
  return '';
}

/** There is nothing to keep in a browser. */
export function keepServer(_address: string | undefined): undefined {
  return undefined;
}
