/** Where a card stands beside the words it is about: under them, over them, or to the right of the text; never on them. */

const GAP = 6;

/** Put a card where there is room for it; `words` are the pieces it must not cover, `piece` the one that is pointed at. */
export function placed(card: HTMLElement, piece: HTMLElement, words: HTMLElement[]): void {
  const host = (card.offsetParent ?? document.body).getBoundingClientRect();
  const own = lines([piece]);
  const all = lines(words);
  card.style.maxHeight = '';
  const [width, height] = [card.offsetWidth, card.offsetHeight];
  const at = (left: number, top: number) => {
    card.style.left = `${Math.round(left - host.left)}px`;
    card.style.top = `${Math.round(top - host.top)}px`;
  };
  const across = Math.max(host.left, Math.min(own.left, host.right - width));
  for (const area of [all, own]) {
    if (area.bottom + GAP + height <= innerHeight) return at(across, area.bottom + GAP);
    if (area.top - GAP - height >= 0) return at(across, area.top - GAP - height);
    if (host.right + GAP + width <= innerWidth) return at(host.right + GAP, Math.max(0, Math.min(own.top, innerHeight - height)));
  }
  const below = innerHeight - own.bottom - GAP; // no room anywhere: as much of it as there is room for, the rest to be scrolled to
  const above = own.top - GAP;
  card.style.maxHeight = `${Math.max(80, Math.max(below, above))}px`;
  at(across, below >= above ? own.bottom + GAP : own.top - GAP - card.offsetHeight);
}

interface Area {
  left: number;
  top: number;
  bottom: number;
}

/** The area of all lines of some pieces; the paint of a mark reaches a little over its words. */
function lines(pieces: HTMLElement[]): Area {
  const rects = pieces.flatMap((one) => [...one.getClientRects()]);
  return {
    left: rects[0]?.left ?? 0,
    top: Math.min(...rects.map((one) => one.top)),
    bottom: Math.max(...rects.map((one) => one.bottom)),
  };
}
