/** Read out by then; what stayed would be found by who reads the page, though it says what may be gone by now. */
const readMs = 5_000;

/** Says something to a screen reader, politely and without moving focus, through the live region of index.html. */
export function announce(text: string): void {
  const region = document.getElementById('announcements');
  if (!region) return;
  // The same sentence twice is a change only if something differs: a trailing no-break space does.
  const said = region.textContent === text ? `${text}\u00a0` : text;
  region.textContent = said;
  setTimeout(() => {
    if (region.textContent === said) region.textContent = '';
  }, readMs);
}
