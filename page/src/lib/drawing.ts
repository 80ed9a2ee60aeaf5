/**
 * The text of a report as elements, made once: a long report has tens of thousands of pieces, and none of them ever changes.
 * What is shown of them is a matter of classes: layers on the article, the open sentence and thing by `light`. Where each thing
 * stands is written down while drawing, so that nothing that follows the pointer or the keys has to walk the text.
 */

import type { Shapes } from './api';
import { many } from './words';

type Page = Shapes['ReaderPage'];
type Segment = Shapes['SegmentShape'];
type Change = Shapes['ChangeShape'];

const KINDS: Record<string, string> = { e: 'event', s: 'statement', a: 'actor', p: 'place', t: 'time', x: 'change' };
const SIGNS: Record<string, string> = { found: '+', lost: '−', otherwise: '≠' };
const isWhole = (mark: string): boolean => !mark.includes('.');
const thingOf = (mark: string): string => mark.split('.')[0] ?? mark;
const kindOf = (thing: string): string => KINDS[thing[0] ?? ''] ?? '';
export const signOf = (change: Change): string => SIGNS[change.kind] ?? '';

/** A report drawn: its elements, the pieces of each thing, the sentences, and the pieces at which something begins. */
export interface Drawing {
  whole: DocumentFragment;
  of: Map<string, HTMLElement[]>;
  sentences: Map<number, HTMLElement>;
  stops: HTMLElement[];
  /** What begins at a stop; what a piece shows. */
  begins: WeakMap<Element, string[]>;
  things: WeakMap<Element, string[]>;
  lit: HTMLElement[];
}

/** How the text is laid out: paragraphs of sentences, or a sentence a line with what is told in it. */
export type Reading = 'text' | 'sentences';

/** Paragraphs of sentences of pieces; report text is only ever text. */
export function drawn(page: Page, reading: Reading): Drawing {
  const drawing: Drawing = { whole: document.createDocumentFragment(), of: new Map(), sentences: new Map(), stops: [], begins: new WeakMap(), things: new WeakMap(), lit: [] };
  const pen = new Pen(page, drawing);
  let paragraph: HTMLElement | undefined;
  let number = -1;
  page.passages.forEach((passage, n) => {
    if (!paragraph || passage.paragraph !== number || reading === 'sentences') {
      paragraph = drawing.whole.appendChild(document.createElement('p'));
      paragraph.dir = 'auto';
      if (reading === 'sentences') paragraph.className = passage.paragraph === number ? 'line' : 'line begins-paragraph';
      number = passage.paragraph;
    }
    const sentence = paragraph.appendChild(document.createElement('span'));
    sentence.className = passage.sentence === null ? 'sentence unread' : 'sentence';
    sentence.dataset['at'] = String(passage.segments[0]?.at ?? 0);
    if (passage.sentence !== null) {
      sentence.id = `n${passage.sentence + 1}`;
      drawing.sentences.set(passage.sentence, sentence);
    }
    pen.write(sentence, passage.segments, page.passages[n - 1]?.segments.at(-1), page.passages[n + 1]?.segments[0]);
    if (reading === 'sentences' && passage.sentence !== null) frame(sentence, passage, page);
  });
  return drawing;
}

/** Writes pieces into sentences, and down where each thing stands. */
class Pen {
  private readonly events: Map<string, Shapes['EventShape']>;
  private readonly wordless: Set<string>;
  private readonly changes: Map<string, Change>;

  constructor(page: Page, private readonly drawing: Drawing) {
    this.events = new Map(page.events.map((one) => [one.id, one]));
    this.wordless = new Set(page.statements.filter((one) => !one.words.length).map((one) => `${one.id}.cue`));
    this.changes = new Map((page.since?.changes ?? []).map((one) => [one.mark, one]));
  }

  /** Write a sentence; `before` and `after` are what stands around it: words that go on there neither begin nor end here. */
  write(sentence: HTMLElement, segments: Segment[], before: Segment | undefined, after: Segment | undefined): void {
    segments.forEach((segment, k) => sentence.append(this.piece(segment, segments[k - 1] ?? before, segments[k + 1] ?? after)));
  }

  /** The things a segment shows: those whose marks are whole, and a statement of which there is nothing but its cue. */
  private things(segment: Segment | undefined): string[] {
    return (segment?.marks ?? []).filter((mark) => isWhole(mark) || this.wordless.has(mark)).map(thingOf);
  }

  private piece(segment: Segment, before: Segment | undefined, after: Segment | undefined): Node {
    if (!segment.marks.length) return document.createTextNode(segment.text);
    const found = document.createElement('span');
    found.textContent = segment.text;
    found.dataset['marks'] = segment.marks.join(' ');
    const things = this.things(segment);
    const begin = things.filter((thing) => !this.things(before).includes(thing));
    const end = things.filter((thing) => !this.things(after).includes(thing));
    found.className = ['mark', ...new Set(things.map(kindOf)), ...edges(begin, end), ...this.changed(found, things, begin)].join(' ');
    const told = things.map((thing) => this.events.get(thing)).find((event) => event && event.display !== 'happened');
    if (told && begin.includes(told.id)) found.dataset['sign'] = told.glyph;
    this.keep(found, segment.marks, things, begin);
    return found;
  }

  private changed(found: HTMLElement, things: string[], begin: string[]): string[] {
    const changes = things.map((thing) => this.changes.get(thing)).filter((one) => one !== undefined);
    const signs = changes.filter((one) => begin.includes(one.mark)).map(signOf);
    if (signs.length) found.dataset['change'] = [...new Set(signs)].join('');
    return [...new Set(changes.map((one) => one.kind))];
  }

  private keep(found: HTMLElement, marks: string[], things: string[], begin: string[]): void {
    this.drawing.things.set(found, things);
    this.drawing.begins.set(found, begin);
    if (begin.length) this.drawing.stops.push(found);
    for (const thing of new Set(marks.map(thingOf))) {
      const there = this.drawing.of.get(thing);
      if (there) there.push(found);
      else this.drawing.of.set(thing, [found]);
    }
  }
}

/** Where a statement's words begin and end, so that an edge can be drawn there. */
function edges(begin: string[], end: string[]): string[] {
  const found = begin.some((thing) => kindOf(thing) === 'statement') ? ['begins'] : [];
  return end.some((thing) => kindOf(thing) === 'statement') ? [...found, 'ends'] : found;
}

/** The number of a sentence before it, and under it a line that says what is told in it. */
function frame(sentence: HTMLElement, passage: Shapes['PassageShape'], page: Page): void {
  const number = document.createElement('span');
  number.className = 'number';
  number.textContent = sentence.id;
  sentence.before(number);
  const { events, statements } = toldIn([passage], page);
  const line = document.createElement('span');
  line.className = 'told';
  const signs = events.map((one) => [one.glyph, one.display]).concat(events.some((one) => disputed(one, page)) ? [['⇄', 'disputed']] : []);
  for (const [glyph, word] of signs) {
    const sign = line.appendChild(document.createElement('span'));
    sign.className = 'glyph';
    sign.title = word ?? '';
    sign.textContent = glyph ?? '';
  }
  const counts = [events.length ? many(events.length, 'event') : '', statements.length ? many(statements.length, 'statement') : ''];
  line.append(counts.filter(Boolean).join(', ') || 'nothing was found');
  sentence.after(line);
}

const disputed = (event: Shapes['EventShape'], page: Page) => page.disputes.some((one) => one.events.includes(event.id));

/** The events and statements that have words in some passages, the cue of a statement among them. */
export function toldIn(passages: Shapes['PassageShape'][], page: Page): { events: Shapes['EventShape'][]; statements: Shapes['StatementShape'][]; marks: Set<string> } {
  const marks = new Set(passages.flatMap((one) => one.segments.flatMap((segment) => segment.marks)));
  return {
    marks,
    events: page.events.filter((one) => marks.has(one.id)),
    statements: page.statements.filter((one) => marks.has(one.id) || marks.has(`${one.id}.cue`)),
  };
}

/** Light the open sentence, and every piece of a thing: as the thing itself, or as one of its parts. */
export function light(drawing: Drawing, sentence: number | null, thing: string | null): void {
  for (const one of drawing.lit) one.classList.remove('here', 'lit', 'part');
  drawing.lit = [];
  const shine = (one: HTMLElement | undefined, name: string) => {
    one?.classList.add(name);
    if (one) drawing.lit.push(one);
  };
  if (sentence !== null) shine(drawing.sentences.get(sentence), 'here');
  if (!thing) return;
  for (const one of drawing.of.get(thing) ?? []) shine(one, drawing.things.get(one)?.includes(thing) ? 'lit' : 'part');
}

/** Whether something that is shown begins at a piece. */
function beginsAt(drawing: Drawing, piece: Element, layers: string[]): boolean {
  return (drawing.begins.get(piece) ?? []).some((thing) => isShown(thing, layers));
}

const isShown = (thing: string, layers: string[]) => thing.startsWith('x') || layers.includes(kindOf(thing));

/** The next piece at which something that is shown begins, from one of them on, or from there `itself`. */
export function nextStop(of: Drawing, layers: string[], from: number, by: 1 | -1, itself = false): HTMLElement | undefined {
  for (let n = itself ? from : from + by; n >= 0 && n < of.stops.length; n += by) {
    const piece = of.stops[n];
    if (piece && beginsAt(of, piece, layers)) return piece;
  }
  return undefined;
}

/** The number of the first of these pieces in a sentence, or after it. */
export function sentenceStart(of: Drawing, number: number | null): number {
  const open = number === null ? undefined : of.sentences.get(number);
  const found = open ? of.stops.findIndex((one) => open.contains(one) || !!(open.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)) : 0;
  return Math.max(found, 0);
}

/** The things that a piece shows now, what happened first, then who said it, when, where, who. */
export function shownAt(drawing: Drawing, piece: Element, layers: string[]): string[] {
  const order = 'xestpa';
  return (drawing.things.get(piece) ?? []).filter((thing) => isShown(thing, layers)).sort((a, b) => order.indexOf(a[0] ?? '') - order.indexOf(b[0] ?? ''));
}

/** The pieces around one that show the same things, in its sentence: the words a card about them must not cover. */
export function around(drawing: Drawing, piece: HTMLElement, things: string[]): HTMLElement[] {
  const found = [piece];
  const belongs = (one: Element | null): one is HTMLElement => one instanceof HTMLElement && (drawing.things.get(one) ?? []).some((thing) => things.includes(thing));
  for (let one = piece.previousSibling; one instanceof Element && belongs(one); one = one.previousSibling) found.unshift(one);
  for (let one = piece.nextSibling; one instanceof Element && belongs(one); one = one.nextSibling) found.push(one);
  return found;
}
