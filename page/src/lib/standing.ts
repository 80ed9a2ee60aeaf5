/**
 * Where a reader stands in the text: what he has marked, which mark has the focus, what he sees first. Taken before the text is drawn
 * anew, and found again after; what stood in a passage that is another now is let go. Counted is only what the page itself drew.
 */

/** A passage by where it begins in the text and by its words, and how many of its letters stand before the place. */
interface Spot {
  at: string;
  words: string;
  before: number;
}

/** Take where a reader stands in the text; returns what brings him back there, given what focuses a piece. */
export function standing(article: HTMLElement): (focus: (piece: HTMLElement) => void) => void {
  const [marked, focused, seen] = [markedIn(article), focusedIn(article), seenIn(article)];
  return (focus) => {
    const [from, to] = [marked && found(article, marked.from), marked && found(article, marked.to)];
    if (from && to) getSelection()?.setBaseAndExtent(...from, ...to);
    const piece = focused && found(article, focused)?.[0].parentElement?.closest<HTMLElement>('[data-marks]');
    if (piece) focus(piece);
    const passage = seen && passageAt(article, seen.at);
    if (passage) scrollBy({ top: passage.getBoundingClientRect().top - seen.top, behavior: 'instant' });
  };
}

function markedIn(article: HTMLElement): { from: Spot; to: Spot } | null {
  const selection = getSelection();
  if (!selection?.anchorNode || !selection.focusNode || selection.isCollapsed) return null;
  const [from, to] = [spot(article, selection.anchorNode, selection.anchorOffset), spot(article, selection.focusNode, selection.focusOffset)];
  return from && to ? { from, to } : null;
}

function focusedIn(article: HTMLElement): Spot | null {
  const first = document.activeElement?.firstChild;
  return first && article.contains(first) ? spot(article, first, 1) : null; // one letter on: it is that piece's for certain
}

/** The first passage that is seen, if what stands above it is not. */
function seenIn(article: HTMLElement): { at: string; top: number } | null {
  if (article.getBoundingClientRect().top >= 0) return null;
  const below = (one: Element) => one.getBoundingClientRect().bottom > 0;
  const paragraph = [...article.children].find(below);
  const passage = [...(paragraph?.querySelectorAll<HTMLElement>('.sentence') ?? [])].find(below);
  return passage?.dataset['at'] ? { at: passage.dataset['at'], top: passage.getBoundingClientRect().top } : null;
}

function spot(article: HTMLElement, node: Node, offset: number): Spot | null {
  const passage = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('.sentence');
  if (!passage || !article.contains(passage)) return null;
  const before = document.createRange();
  before.selectNodeContents(passage);
  before.setEnd(node, offset);
  return { at: passage.dataset['at'] ?? '', words: passage.textContent, before: before.toString().length };
}

function passageAt(article: HTMLElement, at: string): HTMLElement | null {
  return article.querySelector<HTMLElement>(`.sentence[data-at="${CSS.escape(at)}"]`);
}

function found(article: HTMLElement, { at, words, before }: Spot): [Node, number] | null {
  const passage = passageAt(article, at);
  if (passage?.textContent !== words) return null;
  const texts = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT);
  for (let left = before; texts.nextNode(); left -= texts.currentNode.nodeValue?.length ?? 0) {
    if (left <= (texts.currentNode.nodeValue?.length ?? 0)) return [texts.currentNode, left];
  }
  return null;
}
