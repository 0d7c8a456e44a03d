/** Checks before asking the server, which has the last word. */
import { limits } from '@sup/protocol/wire';

export const passwordMin = limits.passwordMin;
const handlePattern = /^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,30}[\p{L}\p{N}])$/u;

/** Whether a username could be one: 2 to 32 letters, digits, dots, dashes, underscores, not at the ends. */
export function checkHandle(handle: string): boolean {
  return handlePattern.test(handle);
}

/** A username offered for a name: `Sam Aalto` becomes `sam.aalto`. Accents go, other scripts stay. */
export function handleFromName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('en')
    .replace(/[^\p{L}\p{N}]+/gu, '.')
    .replace(/^\.+|\.+$/gu, '')
    .slice(0, 32);
}
