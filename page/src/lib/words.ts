/** How things are written everywhere on the page. */

export const GLYPHS: Record<string, string> = {
  happened: '●', ongoing: '◐', alleged: '?', denied: '✕', planned: '○', threatened: '!', demanded: '→', hypothetical: '~',
  negated: '⊘',
};

export function day(iso: string | null | undefined): string {
  return iso ? iso.slice(0, 10) : '';
}

/** An instant to the minute with its zone, or the day where that is all we know. */
export function minute(iso: string | null | undefined): string {
  if (!iso || iso.length <= 10) return iso ?? '';
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} ${/(Z|[+-]\d\d:\d\d)$/.exec(iso)?.[1]?.replace(/^(Z|\+00:00)$/, 'UTC') ?? '(no zone)'}`;
}

const TURNS = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** A name that is to stand in a row of words: where it is read from right to left it does not turn the days beside it. */
export function apart(name: string): string {
  return TURNS.test(name) ? `\u2068${name}\u2069` : name;
}

/** Who published it and when, as far as that is known: a row of text that never begins or ends with a blank. */
export function published(one: { publisher: string | null; published: string | null }): string {
  return [apart(one.publisher ?? 'publisher unknown'), day(one.published)].filter(Boolean).join(' ');
}

export function many(count: number, one: string, more = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : more}`;
}

/** "actor_kind" and "retaliation_for" as words. */
export function plain(word: string): string {
  return word.replaceAll('_', ' ').replaceAll('-', ' ');
}

const BACKWARDS: Record<string, string> = {
  retaliation_for: 'was retaliated for by', response_to: 'was answered by', caused_by: 'caused', follows: 'came before',
  during: 'has within it', part_of: 'has as a part', purpose: 'is the purpose of',
}

/** A link as a person reads it from one of its ends: "caused by" from the effect, "caused" from the cause. */
export function tie(kind: string, forwards: boolean): string {
  return forwards ? plain(kind) : (BACKWARDS[kind] ?? plain(kind))
}

interface Dated { earliest: string | null; latest: string | null; granularity?: string | null }

/** When something is told to have been, as exactly as it is told; nothing where the text leaves it open. */
export function whenTold(one: Dated): string {
  const [first, last] = [day(one.earliest), day(one.latest)];
  if (one.granularity === 'year' && first.slice(0, 4) === last.slice(0, 4)) return first.slice(0, 4);
  if (one.granularity === 'month' && first.slice(0, 7) === last.slice(0, 7)) return first.slice(0, 7);
  if (first === last) return one.earliest && one.earliest.length > 10 ? `${first} ${one.earliest.slice(11, 16)}` : first;
  return `${first || '…'} – ${first.slice(0, 4) === last.slice(0, 4) && last ? last.slice(5) : last || '…'}`;
}

/** Who did what to whom, in few words; of a statement, who said what. */
export function told(one: { source: string | null; label: string | null; target: string | null }): string {
  return [one.source, one.label, one.target].flatMap((name) => (name ? [apart(name)] : [])).join(' · ');
}

/** A time as it was understood, or why it was not. */
export function resolved(when: Dated & { reason: string | null }): string {
  return whenTold(when) || `not resolved: ${when.reason ?? 'the text leaves it open'}`;
}

/** To what a place is known, by its precision. */
export const EXACT: Record<string, string> = { site: 'a site', city: 'a town', admin1: 'a province', country: 'a country', region: 'a region' };

/** How exactly a place is known. */
export function precisely(place: { name: string; country: string | null; admin1: string | null; precision: string | null }): string {
  const known = [place.admin1 === place.name ? null : place.admin1, place.country ?? 'country unknown'].filter(Boolean).join(', ');
  const exactly = place.precision ? `exact to the ${place.precision === 'admin1' ? 'province' : place.precision}` : 'not in the gazetteer';
  return `${known}, ${exactly}`;
}

export function shortened(words: string, longest: number): string {
  return words.length <= longest ? words : `${words.slice(0, words.lastIndexOf(' ', longest) + 1 || longest).trimEnd()} …`;
}

/** What a change is, in words: "lost since run 6". */
export function otherwise(change: { kind: string }, run: number | undefined): string {
  return change.kind === 'otherwise' ? `told otherwise than by run ${run}` : `${change.kind} since run ${run}`;
}
