/**
 * The text of a report as elements, made once: a long report has tens of thousands of pieces, and none of them ever changes.
 * What is shown of them is a matter of classes: layers on the article, the open sentence and thing by `light`.
 */

import type { Shapes } from './api';

type Page = Shapes['ReaderPage'];
type Segment = Shapes['SegmentShape'];

const KINDS: Record<string, string> = { e: 'event', s: 'statement', a: 'actor', p: 'place', t: 'time' };
export const isWhole = (mark: string): boolean => !mark.includes('.');
export const thingOf = (mark: string): string => mark.split('.')[0] ?? mark;
export const kindOf = (thing: string): string => KINDS[thing[0] ?? ''] ?? '';

/** Paragraphs of sentences of pieces; report text is only ever text. */
export function drawn(page: Page): DocumentFragment {
  const events = new Map(page.events.map((one) => [one.id, one]));
  const whole = document.createDocumentFragment();
  let paragraph: HTMLElement | undefined;
  let number = -1;
  for (const passage of page.passages) {
    if (!paragraph || passage.paragraph !== number) {
      paragraph = whole.appendChild(document.createElement('p'));
      paragraph.dir = 'auto';
      number = passage.paragraph;
    }
    const sentence = paragraph.appendChild(document.createElement('span'));
    sentence.className = passage.sentence === null ? 'sentence unread' : 'sentence';
    if (passage.sentence !== null) sentence.id = `n${passage.sentence + 1}`;
    sentence.dataset['at'] = String(passage.segments[0]?.at ?? 0);
    passage.segments.forEach((segment, k) => sentence.append(piece(segment, passage.segments[k - 1], passage.segments[k + 1], events)));
  }
  return whole;
}

function piece(segment: Segment, before: Segment | undefined, after: Segment | undefined, events: Map<string, Shapes['EventShape']>): Node {
  if (!segment.marks.length) return document.createTextNode(segment.text);
  const found = document.createElement('span');
  found.textContent = segment.text;
  found.dataset['marks'] = segment.marks.join(' ');
  const kinds = new Set(segment.marks.filter(isWhole).map(kindOf));
  found.className = ['mark', ...kinds, ...edges(segment, before, after)].join(' ');
  const told = segment.marks.map((mark) => events.get(mark)).find((event) => event && event.display !== 'happened');
  if (told) {
    found.title = told.display;
    if (!before?.marks.includes(told.id)) found.dataset['sign'] = told.glyph;
  }
  return found;
}

/** Where a statement's words begin and end, so that an edge can be drawn there. */
function edges(segment: Segment, before: Segment | undefined, after: Segment | undefined): string[] {
  const said = segment.marks.filter((mark) => /^s\d+$/.test(mark));
  const found = said.some((mark) => !before?.marks.includes(mark)) ? ['begins'] : [];
  return said.some((mark) => !after?.marks.includes(mark)) ? [...found, 'ends'] : found;
}

/** Light the open sentence, and every piece of a thing: as the thing itself, or as one of its parts. */
export function light(article: HTMLElement, sentence: number | null, thing: string | null): void {
  for (const one of article.querySelectorAll('.here, .lit, .part')) one.classList.remove('here', 'lit', 'part');
  if (sentence !== null) article.querySelector(`#n${sentence + 1}`)?.classList.add('here');
  if (!thing) return;
  for (const one of article.querySelectorAll<HTMLElement>('[data-marks]')) {
    const own = (one.dataset['marks'] ?? '').split(' ').filter((mark) => thingOf(mark) === thing);
    if (own.length) one.classList.add(own.some(isWhole) ? 'lit' : 'part');
  }
}
