/** The question behind the "?" of an address: its fields are those of a query of the ledger, one word for each in every view. */

import { route } from './router.svelte';

/** The fields of a query with the words for them. */
export const FIELDS: Record<string, string> = {
  words: 'words', actor: 'who takes part', source: 'who acts', target: 'who is acted on', by: 'who speaks', act: 'act of speech', type: 'kind of event',
  status: 'told as', stance: 'some voice', place: 'where', country: 'country', publisher: 'publisher', since: 'from', until: 'to',
  clock: 'days on which it', incident: 'incident', spot: 'place',
};
export const CLOCKS: Record<string, string> = { event: 'happened', said: 'was said', published: 'was published' };
export const TYPES = ['AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'AID', 'RETREAT', 'REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION', 'MOBILIZE', 'COERCE', 'ASSAULT'];
export const STANCES = ['asserts', 'concedes', 'denies', 'doubts', 'predicts', 'commits', 'directs', 'evaluates', 'withholds'];

type Changes = Record<string, string | string[] | null>;

/** What the present address asks for: each field with its values, and nothing that is a matter of the view. */
export function asked(query: URLSearchParams = route.now.query): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const name of Object.keys(FIELDS)) {
    const values = query.getAll(name).filter(Boolean);
    if (values.length && !(name === 'clock' && values[0] === 'event')) found[name] = values;
  }
  return found;
}

/** An address with some of its query changed; null or nothing takes a field out. */
export function changed(changes: Changes, path = route.now.path, from: URLSearchParams = route.now.query): string {
  const query = new URLSearchParams(from);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    for (const one of Array.isArray(value) ? value : [value]) if (one) query.append(name, one);
  }
  const written = query.toString();
  return written ? `${path}?${written}` : path;
}

/** The same question in another view. */
export function elsewhere(path: string, changes: Changes = {}): string {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(asked())) for (const value of values) query.append(name, value);
  return changed(changes, path, query);
}
