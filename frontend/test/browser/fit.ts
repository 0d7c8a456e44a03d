// What does not fit on a page: controls that cannot be reached, words that are cut, drawings outside their buttons.
import type { Page } from 'playwright-core';

/** What does not fit, a line each; an empty list is what we want. Everything is scrolled to first. */
export function unfit(page: Page): Promise<string[]> {
  return page.evaluate(lookAround);
}

/** Runs in the page: it can use nothing from outside itself. */
function lookAround(): string[] {
  const controls =
    'a[href], button, input, textarea, [role=button], [role=link], [role=radio], [role=checkbox], [role=switch], [role=menuitem], [role=option], [role=tab], [tabindex="0"]';
  const found = new Set<string>();

  const isShown = (node: Element) =>
    node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    !node.closest('[aria-hidden="true"]');
  const nameOf = (node: Element) => {
    const name = node.getAttribute('aria-label') ?? node.textContent ?? '';
    return `${node.getAttribute('role') ?? node.tagName.toLowerCase()} “${name.slice(0, 60)}”`;
  };
  const say = (what: string, node: Element) => {
    const { left, top, right, bottom } = node.getBoundingClientRect();
    found.add(`${what}: ${nameOf(node)} at ${[left, top, right, bottom].map(Math.round).join(' ')}`);
  };

  /** Where something may be seen at all: the window, less what scrolls or hides around it. */
  const frameOf = (start: Element | null) => {
    let [left, top, right, bottom] = [0, 0, innerWidth, innerHeight];
    for (let at = start; at; at = at.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(at);
      const box = at.getBoundingClientRect();
      if (overflowX !== 'visible') [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
      if (overflowY !== 'visible') [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
      if (position === 'fixed') break;
    }
    return { left, top, right, bottom };
  };
  /** Suggestions, and the box of a message that can be chosen, lie over what is behind them on purpose. */
  const over = '[role=listbox], [role=checkbox]';
  const isHit = (node: Element, x: number, y: number) => {
    const hit = document.elementFromPoint(x, y);
    return (
      hit !== null &&
      (node.contains(hit) || hit.closest(over) !== null || hit.closest('label')?.contains(node) === true)
    );
  };
  const isReached = (node: Element) => {
    node.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const box = node.getBoundingClientRect();
    if (box.width < 1 || box.height < 1) return;
    const frame = frameOf(node.parentElement);
    const isTall = box.height > frame.bottom - frame.top + 1;
    if (box.left < frame.left - 1 || box.right > frame.right + 1) return say('beside what shows it', node);
    if (!isTall && (box.top < frame.top - 1 || box.bottom > frame.bottom + 1))
      return say('above or below what shows it', node);
    const middle = isTall ? (frame.top + frame.bottom) / 2 : (box.top + box.bottom) / 2;
    const inset = Math.min(6, box.width / 2);
    const places = [box.left + inset, (box.left + box.right) / 2, box.right - inset];
    // A control inside another takes its own part of it, but not all.
    if (!places.some((x) => isHit(node, x, middle))) say('covered', node);
  };

  type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;
  const shared = (one: Box, other: Box): Box => ({
    left: Math.max(one.left, other.left),
    top: Math.max(one.top, other.top),
    right: Math.min(one.right, other.right),
    bottom: Math.min(one.bottom, other.bottom),
  });
  const overlap = (one: Box, other: Box) => {
    const { left, top, right, bottom } = shared(one, other);
    return right - left > 2 && bottom - top > 2;
  };
  const isLaidOver = (part: Element | null, node: Element): boolean =>
    part !== null &&
    part !== node &&
    (getComputedStyle(part).position === 'absolute' || isLaidOver(part.parentElement, node));
  const linesOf = (node: Element) => {
    const lines: Box[] = [];
    const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      // A badge lies over its icon on purpose.
      if (isLaidOver(text.parentElement, node) || !text.textContent?.trim()) continue;
      range.selectNodeContents(text);
      const frame = frameOf(text.parentElement);
      for (const line of range.getClientRects()) lines.push(shared(line, frame));
    }
    return lines;
  };
  const isDrawnWell = (node: Element) => {
    const box = node.getBoundingClientRect();
    const lines = linesOf(node);
    for (const svg of node.querySelectorAll('svg')) {
      const drawn = svg.getBoundingClientRect();
      if (drawn.width > 0 && (drawn.left < box.left - 1 || drawn.right > box.right + 1))
        say('drawing outside', node);
      if (lines.some((line) => overlap(line, drawn))) say('drawing over the words', node);
    }
  };

  /** Our own words must be whole; what people wrote (`dir=auto`) may end in dots. */
  const isWhole = (node: Element) => {
    const { overflowX } = getComputedStyle(node);
    // One pixel is for readers of the screen alone.
    if (node.clientWidth <= 1) return;
    const isOurs = !node.closest('[dir=auto]') && !node.querySelector('[dir=auto]');
    if (isOurs && overflowX === 'hidden' && node.scrollWidth > node.clientWidth + 1) say('cut', node);
  };
  const hasWords = (node: Element) =>
    [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.textContent?.trim());

  const modals = document.querySelectorAll('[aria-modal="true"]');
  // What is under a dialog is for later.
  const ground = modals[modals.length - 1] ?? document.body;
  for (const node of ground.querySelectorAll(controls)) {
    if (!isShown(node)) continue;
    isReached(node);
    isDrawnWell(node);
  }
  for (const node of ground.querySelectorAll('*')) if (hasWords(node) && isShown(node)) isWhole(node);
  if (document.documentElement.scrollWidth > innerWidth) found.add('the page scrolls sideways');
  return [...found];
}
