/**
 * The form in which names are compared: NFKC, case folded.
 * JavaScript has no case folding; upper case and back, a character at a time, comes to the same for letters that have
 * case (ß and ss, ς and σ, K and the Kelvin sign meet).
 */
export function fold(text: string): string {
  let folded = '';
  for (const character of text.normalize('NFKC')) folded += character.toUpperCase().toLowerCase();
  return folded.normalize('NFKC');
}

/** What a handle is looked up by, as somebody typed it; people quote handles with an @ in front. */
export function handleKey(text: string): string {
  return fold(text.trim().replace(/^@/, ''));
}
