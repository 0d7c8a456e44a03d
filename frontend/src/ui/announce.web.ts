/** Says something to a screen reader, politely and without moving focus, through the live region of index.html. */
export function announce(text: string): void {
  const region = document.getElementById('announcements');
  if (!region) return;
  // The same sentence twice is a change only if something differs: a trailing no-break space does.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}
