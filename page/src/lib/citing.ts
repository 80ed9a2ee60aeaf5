/** How a view is cited: what is shown, by which question, from which ledger in which state, and where it is to be found again. */

import type { Shapes } from './api';
import { day, many, plain } from './words';

const ABOUT_THE_VIEW = ['at', 'start', 'table', 'scale', 'show', 'lane', 'folded', 'sort', 'look', 'unsure', 'as']; // they say how it is shown, not what

export function cited(heading: string, path: string, query: URLSearchParams, taken: Shapes['TakenPage']): string {
  const asked = [...query].filter(([key]) => !ABOUT_THE_VIEW.includes(key)).map(([key, value]) => `${plain(key)} ${value}`);
  const what = `“${heading.replace(/\s+/g, ' ')}”${asked.length ? ` (${asked.join(', ')})` : ''}`;
  const state = `${many(taken.reports, 'report')}${taken.newest ? `, the newest of ${day(taken.newest)}` : ''}${taken.kept ? `, the last kept ${day(taken.kept)}` : ''}`;
  const ledger = taken.ledger.includes('://') ? taken.ledger : taken.ledger.replace(/^.*[\\/]/, '');
  const written = query.toString();
  return `${what}. Herodotus ${taken.version}, ledger ${ledger} (${state}). ${path}${written ? `?${written}` : ''}`;
}
