/** FNV-1a over UTF-16 code units, 32 bits: the same id has the same colour on every device. */
export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** The index of an id's colour among `count` avatar colours. */
export function colourIndex(id: string, count: number): number {
  return fnv1a32(id) % count;
}
