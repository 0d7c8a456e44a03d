// Codes that people type: how they are spelled, and how they are compared.

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Five bits of each byte; in groups of four, because people copy them from paper. */
export function spellCode(bytes: Uint8Array): string {
  const letters = Array.from(bytes, (byte) => alphabet[byte & 31]).join('');
  return letters.replace(/(.{4})(?!$)/g, '$1-');
}

/** A code as it is compared: case, spaces and dashes do not count, and look-alikes are what they look like. */
export function bareCode(typed: string): string {
  return typed.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
}
