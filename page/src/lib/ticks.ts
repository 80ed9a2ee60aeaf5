/** Where time is marked on an axis, from hours to centuries, and how each mark is written. */

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export interface Tick { at: number; words: string }

/** An instant as milliseconds: of a day, its beginning or its end. The day is the one the text speaks of, whatever the zone here. */
export function instant(iso: string, end = false): number {
  const start = Date.parse(iso.length === 10 ? `${iso}T00:00:00Z` : /Z|[+-]\d\d:\d\d$/.test(iso) ? iso : `${iso}Z`);
  return end && iso.length === 10 ? start + DAY : start;
}

export const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);

type Unit = 'hour' | 'day' | 'month' | 'year';
const LONG: Record<Unit, number> = { hour: HOUR, day: DAY, month: 30.44 * DAY, year: 365.25 * DAY };
const STEPS: [Unit, number][] = [
  ['hour', 1], ['hour', 3], ['hour', 6], ['hour', 12], ['day', 1], ['day', 2], ['day', 7], ['day', 14], ['month', 1], ['month', 3],
  ['month', 6], ['year', 1], ['year', 2], ['year', 5], ['year', 10], ['year', 20], ['year', 50], ['year', 100], ['year', 500],
];

/** Marks between two instants, as many as have room, on whole hours, days, months or years. */
export function ticks(from: number, to: number, most: number): Tick[] {
  const [unit, step] = STEPS.find(([unit, step]) => (to - from) / (LONG[unit] * step) <= most) ?? (['year', 1000] as const);
  const found: Tick[] = [];
  for (let at = first(from, unit, step); at <= to && found.length < 2 * most; at = next(at, unit, step)) {
    if (at >= from) found.push({ at, words: written(at, unit) });
  }
  return found;
}

function first(from: number, unit: Unit, step: number): number {
  if (unit === 'hour') return Math.ceil(from / (HOUR * step)) * HOUR * step;
  if (unit === 'day') return Math.ceil(from / (DAY * step)) * DAY * step;
  const date = new Date(from);
  if (unit === 'month') return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / step) * step, 1);
  return year(Math.floor(date.getUTCFullYear() / step) * step);
}

function next(at: number, unit: Unit, step: number): number {
  const date = new Date(at);
  if (unit === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + step, 1);
  if (unit === 'year') return year(date.getUTCFullYear() + step);
  return at + LONG[unit] * step;
}

/** The first instant of a year; Date.UTC takes 0 to 99 for years of the last century. */
const year = (of: number): number => new Date(Date.UTC(2000, 0, 1)).setUTCFullYear(of);

function written(at: number, unit: Unit): string {
  const whole = new Date(at).toISOString();
  if (unit === 'hour') return whole.slice(11, 13) === '00' ? whole.slice(0, 10) : whole.slice(11, 16);
  return whole.slice(0, { day: 10, month: 7, year: 4 }[unit]);
}
