/** What the map draws of places, as exactly as each is known, and which of their names there is room for. */

import type { Shapes } from './api';
import { together, type Point } from './framing';
import { larger } from './letters';
import { EXACT, many } from './words';

export type Spot = Shapes['SpotShape'];
/** What stands at one place of the picture: a spot, or several that lie too close to be told apart. */
export interface Mark { id: string; spots: Spot[]; x: number; y: number; r: number; kind: 'cluster' | 'area' | 'ring' | 'dot' | 'unsure'; words: string; incidents: number }
type Screen = (at: Point) => Point;

const NEAR = 30; // pixels between two that are drawn apart
const NEAR_UNSURE = 18; // their rings are small, and tell no number

export const point = (spot: Spot): Point => [spot.lon ?? 0, spot.lat ?? 0];
const isArea = (spot: Spot) => spot.precision !== 'site' && spot.precision !== 'city';

/** The fullest first, and what is unsure after everything that is known. */
export function marksOf(sure: Spot[], unsure: Spot[], screen: Screen): Mark[] {
  const groups = together(sure.filter((spot) => !isArea(spot)), (spot) => screen(point(spot)), NEAR);
  const known = [...groups.map((group) => marked(group, screen)), ...sure.filter(isArea).map((spot) => alone(spot, screen))];
  return [...known.sort((a, b) => b.incidents - a.incidents), ...together(unsure, (spot) => screen(point(spot)), NEAR_UNSURE).map((group) => marked(group, screen))];
}

function alone(spot: Spot, screen: Screen): Mark {
  const [x, y] = screen(point(spot));
  const kind = !spot.sure ? 'unsure' : isArea(spot) ? 'area' : spot.precision === 'site' ? 'dot' : 'ring';
  const words = spot.sure
    ? `${spot.name}: ${many(spot.incidents, 'incident')}, known to ${EXACT[spot.precision ?? ''] ?? 'an unknown precision'}`
    : `${spot.name}?: ${many(spot.incidents, 'incident')}; only its name puts it here`;
  return { id: spot.id, spots: [spot], x, y, r: kind === 'dot' ? 4 : 7, kind, words, incidents: spot.incidents };
}

/** How many incidents some places have: one that is told at several of them counts once. */
function summed(group: Spot[]): number {
  const own = group.reduce((sum, spot) => sum + spot.incidents - spot.shared.length, 0);
  return own + new Set(group.flatMap((spot) => spot.shared)).size;
}

function marked(group: Spot[], screen: Screen): Mark {
  const first = alone(group[0] as Spot, screen);
  if (group.length === 1) return first;
  const incidents = summed(group);
  const [x, y] = [0, 1].map((n) => group.reduce((sum, spot) => sum + (screen(point(spot))[n] ?? 0), 0) / group.length) as Point;
  const words = `${many(group.length, 'place')} close together: ${many(incidents, 'incident')}; ${group.slice(0, 4).map((spot) => `${spot.name} ${spot.incidents}`).join(', ')}${group.length > 4 ? ' …' : ''}`;
  const found = { ...first, id: `${first.id}+`, spots: group, x, y, incidents };
  if (first.kind === 'unsure') return { ...found, r: 10, words: `${words}; only their names put them here` };
  return { ...found, r: Math.min(20, 10 + 1.4 * Math.sqrt(incidents)), kind: 'cluster', words };
}

/** The marks whose names can be written without one covering another; whoever comes first has the room. */
export function namedOf(shown: Mark[], wide: number): Set<string> {
  const taken = shown.filter((mark) => mark.kind !== 'area').map((mark) => [mark.x - mark.r, mark.y - mark.r, mark.x + mark.r, mark.y + mark.r] as const);
  const found = new Set<string>();
  for (const mark of shown) {
    if (mark.spots.length > 1) continue;
    const length = ((mark.spots[0]?.name.length ?? 0) + String(mark.incidents).length + 1) * 7.4 * larger();
    const left = mark.kind === 'area' ? mark.x - length / 2 : mark.x + mark.r + 4;
    const box = [left, mark.y - 8 * larger(), left + length, mark.y + 8 * larger()] as const;
    if (box[0] < 0 || box[2] > wide) continue;
    if (taken.some((one) => box[0] < one[2] && one[0] < box[2] && box[1] < one[3] && one[1] < box[3])) continue;
    taken.push(box);
    found.add(mark.id);
  }
  return found;
}
