/** What each key of Review asks, with the present value chosen, and the decisions an answer stands for. */

import type { Shapes } from './api';
import type { Ask, Options } from './form';

type Item = Shapes['ReviewItem'];
export interface Deed {
  thing: string;
  field: string;
  value: string;
}
export interface Question {
  title: string;
  asks: Ask[];
  /** The corrections an answer stands for; none is "as it is". */
  deeds: (given: Record<string, string>) => Deed[];
  /** Words of the report that are a time nobody read: added before they can be meant. */
  added?: (given: Record<string, string>) => Record<string, string> | null;
}

export const STATUSES = ['happened', 'ongoing', 'planned', 'threatened', 'demanded', 'hypothetical', 'negated'];
/** What the keys do, for the help; one without words is told with another. */
export const KEYS: Record<string, string> = {
  a: 'accept', x: 'reject', c: 'correct any field', t: 'type; of a statement, its act', s: 'speaker, or whose word it is; of a pair: two happenings',
  w: 'who did it', h: 'to whom', l: 'where', d: 'date', n: 'note: the reason that goes with the next decision', m: 'one happening (pairs)',
  u: 'undo the last decision', o: 'open in the reader', Enter: 'next, without deciding, as j', k: 'the one before', Escape: 'leave the form',
  ...Object.fromEntries(STATUSES.map((status, n) => [String(n + 1), `it is told as ${status}`])),
};
const LOOKING: Options = [['k', 'before'], ['Enter', 'next'], ['o', 'reader']];

/** The deeds there are on one thing, or on a pair, each with its key: first those that decide, then those that correct. */
export function offered(item: Item | null, change: boolean): Options {
  if (!change) return item ? LOOKING : LOOKING.slice(0, 2);
  if (!item) return [['m', 'one happening'], ['s', 'two happenings'], ['n', 'note'], ['u', 'undo'], ...LOOKING.slice(0, 2)];
  const event: Options = [['1–7', 'status'], ['t', 'type'], ['s', 'whose word'], ['w', 'who'], ['h', 'to whom'], ['l', 'where'], ['d', 'date']];
  const statement: Options = [['t', 'act'], ['s', 'speaker'], ['d', 'date']];
  return [['a', 'accept'], ['x', 'reject'], ...(item.event ? event : item.statement ? statement : []), ['c', 'any field'], ['n', 'note'], ['u', 'undo'], ...LOOKING];
}

const NOBODY: Options = [['none', 'not said']];
const WORDS: Ask = { name: 'words', words: 'or these words', hint: 'words of the report' };

const actors = (item: Item): Options => item.actors.map((one): [string, string] => [one.id, one.name]);
const voices = (item: Item): Options => [['narrator', `the report itself${item.report.publisher ? ` (${item.report.publisher})` : ''}`], ['unnamed', 'an unnamed voice'], ...actors(item)];
const claims = (item: Item): Options => (item.event?.claims ?? []).map((one, n): [string, string] => [`${item.thing}.c${n + 1}`, `${one.voice.name}: ${one.told}`]);

/** Who holds it, asked only where several do. */
function held(item: Item): Ask[] {
  const options = claims(item);
  return options.length > 1 ? [{ name: 'claim', words: 'as held by', value: options[0]?.[0] ?? '', options, listed: true, needed: true }] : [];
}
const claimOf = (item: Item, given: Record<string, string>) => given['claim'] || `${item.thing}.c1`;

function one(title: string, words: string, thing: string, field: string, value: string, options: Options, more: Ask[] = []): Question {
  const deeds = (given: Record<string, string>): Deed[] => {
    const meant = given['words'] || given[field] || '';
    return meant && meant !== value ? [{ thing, field, value: meant }] : [];
  };
  return { title, asks: [{ name: field, words, value, options, listed: true }, ...more], deeds };
}

export function status(item: Item, chosen?: string): Question | null {
  if (!item.event) return null;
  const options = STATUSES.map((word, n): [string, string] => [word, `${n + 1} ${word}`]);
  const now = item.event.claims.length === 1 ? (item.event.claims[0]?.status ?? '') : '';
  return {
    title: 'What it is to whoever tells it',
    asks: [...held(item), { name: 'status', words: 'status', value: chosen ?? now, options, listed: true, needed: true }],
    deeds: (given) => [{ thing: claimOf(item, given), field: 'status', value: given['status'] ?? '' }],
  };
}

export function kind(item: Item, fields: Record<string, Shapes['FieldShape'][]>): Question | null {
  const words = (layer: string, name: string): Options => (fields[layer]?.find((one) => one.name === name)?.choices ?? []).map((one): [string, string] => [one, one]);
  if (item.event) return one('What kind of event', 'type', item.thing, 'type', item.event.type ?? 'none', [['none', 'no PLOVER type'], ...words('event', 'type')]);
  return item.statement ? one('What is done by saying it', 'act', item.thing, 'act', item.statement.act, words('statement', 'act')) : null;
}

/** Whose words these are; of an event, whose word it is. */
export function speaker(item: Item): Question | null {
  if (item.statement) return one('Who says it', 'speaker', item.thing, 'speaker', item.statement.speaker.id, voices(item), [WORDS]);
  if (!item.event) return null;
  const value = item.event.claims.length === 1 ? (item.event.claims[0]?.voice.id ?? '') : '';
  const deeds = (given: Record<string, string>): Deed[] => {
    const meant = given['words'] || given['voice'];
    return meant && (meant !== value || given['claim']) ? [{ thing: claimOf(item, given), field: 'voice', value: meant }] : [];
  };
  return { title: 'Whose word it is', asks: [...held(item), { name: 'voice', words: 'voice', value, options: voices(item), listed: true }, WORDS], deeds };
}

export function party(item: Item, field: 'source' | 'target'): Question | null {
  const event = item.event;
  if (!event) return null;
  return one(field === 'source' ? 'Who did it' : 'To whom it was done', field === 'source' ? 'who' : 'to whom', item.thing, field, event[field][0]?.id ?? 'none', [...NOBODY, ...actors(item)], [WORDS]);
}

export function where(item: Item): Question | null {
  const options: Options = item.places.map((one): [string, string] => [one.id, `${one.name}${one.country ? ` (${one.country})` : ''}`]);
  return item.event && one('Where it was', 'place', item.thing, 'place', item.event.place?.id ?? 'none', [...NOBODY, ...options], [WORDS]);
}

/** When it was: the words that say so, and the days they stand for. */
export function when(item: Item): Question | null {
  const thing = item.event ?? item.statement;
  if (!thing) return null;
  const now = thing.when;
  const options: Options = item.times.map((one): [string, string] => [one.id, `“${one.words}” ${one.told || 'not resolved'}`]);
  const first = now?.earliest?.slice(0, 10) ?? '';
  const last = now?.latest?.slice(0, 10) ?? '';
  return {
    title: 'When it was',
    asks: [
      { name: 'time', words: 'said by', value: now?.id ?? 'none', options: [...NOBODY, ...options], listed: true }, WORDS,
      { name: 'first', words: 'first day', value: first, kind: 'date' }, { name: 'last', words: 'last day', value: last, kind: 'date' },
    ],
    added: (given) => (given['words'] ? { words: given['words'], first: given['first'] ?? '', last: given['last'] || given['first'] || '' } : null),
    deeds: (given) => {
      if (given['words']) return [{ thing: item.thing, field: 'time', value: given['words'] }];
      const time = given['time'] ?? 'none';
      const chosen: Deed[] = time === (now?.id ?? 'none') ? [] : [{ thing: item.thing, field: 'time', value: time }];
      if (time === 'none' || (given['first'] === first && given['last'] === last)) return chosen;
      const days: Deed[] = [{ thing: time, field: 'earliest', value: given['first'] || 'none' }, { thing: time, field: 'latest', value: given['last'] || given['first'] || 'none' }];
      return [...chosen, ...days];
    },
  };
}

/** What each field of a thing holds now, as the choice of a form: `type`, `place`, `c1.status`. */
export function present(item: Item): Record<string, string> {
  const { event, statement } = item;
  const found: Record<string, string | null | undefined> = event
    ? { label: event.label, type: event.type, mode: event.mode, cameo: event.cameo, source: event.source[0]?.id, target: event.target[0]?.id, place: event.place?.id, time: event.when?.id }
    : statement
      ? { speaker: statement.speaker.id, act: statement.act, stance: statement.stance, form: statement.form, target: statement.target[0]?.id, addressee: statement.addressee?.id, medium: statement.medium, time: statement.when?.id }
      : {};
  event?.claims.forEach((claim, n) => Object.assign(found, { [`c${n + 1}.status`]: claim.status, [`c${n + 1}.stance`]: claim.stance }));
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, value ?? 'none']));
}
