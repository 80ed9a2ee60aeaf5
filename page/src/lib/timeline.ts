/** What a timeline draws: when each telling stands on the clock, which stretch of time is shown, and where its bars lie in it. */

import type { Shapes } from './api';
import { larger } from './letters';
import { DAY, HOUR, instant, type Tick } from './ticks';
import { day, told, whenTold } from './words';

export type Row = Shapes['HappeningShape'];
export type Told = Shapes['Told'];
export type Stretch = [number, number];
/** A bar of a row, in percent of the picture; it goes on before or after it. */
interface Bar { key: string; x: number; width: number; before: boolean; after: boolean; display: string }

/** The stretch of time in which something stands on the clock. */
export function ends(one: Told, clock: string): Stretch | null {
  if (clock === 'published') return one.published ? [instant(one.published), instant(one.published, true)] : null;
  const at = clock === 'said' ? (one.said[0] ?? one) : one;
  if (!at.earliest && !at.latest) return null;
  return [at.earliest ? instant(at.earliest) : -Infinity, at.latest ? instant(at.latest, true) : Infinity];
}

/** The stretch shown: what is asked for, else where most lies (a war of last century must not squeeze a week). */
export function framed(of: Row[], clock: string, first?: string, last?: string): Stretch {
  const known = of.flatMap((row) => ends(row.tellings[0] as Told, clock) ?? []).filter(Number.isFinite).sort((a, b) => a - b);
  const [low, top] = dense(known);
  const from = first ? instant(first) : low;
  const to = last ? instant(last, true) : top;
  const room = first && last ? 0 : Math.max(to - from > 2 * DAY ? DAY : 6 * HOUR, (to - from) * 0.03);
  return to > from ? [from - (first ? 0 : room), to + (last ? 0 : room)] : [from - DAY / 2, from + DAY / 2];
}

const SHORT = 31 * DAY; // all of it can be seen at once, day by day

/** The shortest stretch with seven of ten of some instants, where it is but a part of a long whole; else the whole, but for its ends. */
function dense(known: number[]): Stretch {
  const at = (n: number) => known[Math.min(known.length - 1, Math.max(0, n))] ?? Date.now();
  const whole: Stretch = [at(Math.round(known.length * 0.02)), at(Math.round(known.length * 0.98) - 1)];
  if (whole[1] - whole[0] <= SHORT) return whole;
  const many = Math.floor(known.length * 0.7);
  let best: Stretch = whole;
  for (let n = 0; n + many < known.length; n++) if (at(n + many) - at(n) < best[1] - best[0]) best = [at(n), at(n + many)];
  return best[1] - best[0] < (whole[1] - whole[0]) / 3 ? best : whole;
}

/** Where an instant lies in a stretch, in percent. */
export const place = (at: number, [from, to]: Stretch): number => Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));

/** The bars of a row: one for each time and status it is told with, however many tell it so; none for what lies beyond the picture. */
export function bars(row: Row, span: Stretch, clock: string): Bar[] {
  const found = new Map<string, Bar>();
  for (const one of row.tellings) {
    const stretch = ends(one, clock);
    if (!stretch || beyond(stretch, span)) continue;
    const [x, end] = stretch.map((at) => place(Number.isFinite(at) ? at : span[at < 0 ? 0 : 1], span)) as Stretch;
    const display = one.display ?? 'said';
    const key = `${display} ${x} ${end}`;
    found.set(key, { key, x, width: end - x, before: stretch[0] < span[0], after: stretch[1] > span[1], display });
  }
  return [...found.values()];
}

const beyond = ([first, last]: Stretch, [from, to]: Stretch) => (last <= from ? 'before' : first >= to ? 'after' : '');

/** On which sides of the picture a row lies that has nothing in it. */
export function aside(row: Row, span: Stretch, clock: string): string[] {
  const sides = row.tellings.map((one) => ends(one, clock)).map((stretch) => (stretch ? beyond(stretch, span) : ''));
  return sides.includes('') ? [] : [...new Set(sides)];
}

/** The marks whose words do not run into those of the one before, in a picture of so many pixels. */
export function legible(marks: Tick[], span: Stretch, wide: number): Tick[] {
  let taken = -Infinity;
  return marks.filter((tick) => {
    const at = (place(tick.at, span) / 100) * wide;
    const long = tick.words.length * 6.6 * larger();
    const left = isLate(tick, span) ? at - long : at;
    if (left < taken + 8) return false;
    taken = left + long;
    return true;
  });
}

/** Whether the words of a mark stand left of it, for there is no room on the right. */
export const isLate = (tick: Tick, span: Stretch): boolean => place(tick.at, span) > 86;

export function when(one: Told, clock: string): string {
  if (clock === 'published') return day(one.published);
  if (clock === 'said') return whenTold({ earliest: one.said[0]?.earliest ?? null, latest: one.said[0]?.latest ?? null });
  return whenTold(one);
}

const firstPublisher = (row: Row) => row.tellings[0]?.publisher ?? '';
const length = (row: Row, clock: string) => {
  const [a, b] = ends(row.tellings[0] as Told, clock) ?? [0, 0];
  return b - a;
};

/** Rows by a column of the table, "-" before it for the other way round. */
export function sorted(of: Row[], by: string, clock: string): Row[] {
  const compare: Record<string, (a: Row, b: Row) => number> = {
    when: (a, b) => of.indexOf(a) - of.indexOf(b),
    what: (a, b) => told(a.tellings[0] as Told).localeCompare(told(b.tellings[0] as Told)),
    length: (a, b) => length(a, clock) - length(b, clock),
    by: (a, b) => a.reports - b.reports || firstPublisher(a).localeCompare(firstPublisher(b)),
  };
  const chosen = compare[by.replace('-', '')];
  if (!chosen) return of;
  const found = [...of].sort(chosen);
  return by.startsWith('-') ? found.reverse() : found;
}

/** Rows in lanes, the fullest first. */
export function grouped(of: Row[], by: string): [string, Row[]][] {
  if (!by) return [['', of]];
  const found = new Map<string, Row[]>();
  for (const row of of) {
    const one = row.tellings.find((telling) => telling[by as 'source'] !== null) ?? row.tellings[0];
    const name = by === 'report' ? `${one?.publisher ?? 'publisher unknown'} ${day(one?.published)} · ${one?.short}` : String(one?.[by as 'source'] ?? 'not said');
    found.set(name, [...(found.get(name) ?? []), row]);
  }
  return [...found].sort((a, b) => b[1].length - a[1].length);
}
