/** How a map is framed and what lies so close that it is drawn as one; worked out from degrees, never from guesses. */

import { geoEqualEarth, type GeoPermissibleObjects, type GeoProjection } from 'd3-geo';

export type Point = [number, number];
/** Where one looks: the middle in degrees, and how many times nearer than the frame of all. */
export interface Look { lon: number; lat: number; k: number }

const CLOSEST = 2600; // a few hundred kilometres across: nearer than the borders are drawn
const EDGE = 24; // pixels: a mark and a little more
const WORLD = { type: 'MultiPoint', coordinates: [[-168, 10], [179, 10], [0, -54], [0, 76]] as Point[] } as const;

/** The projection that holds some points with room around them: the inhabited world where they lie far apart, or where there are none. */
export function framed(points: Point[], wide: number, high: number): GeoProjection {
  const room = Math.min(90, wide / 8);
  const extent: [Point, Point] = [[room, Math.min(60, high / 8)], [wide - room, high - Math.min(60, high / 8)]];
  const world = geoEqualEarth().fitExtent([[2, 2], [wide - 2, high - 2]], WORLD);
  if (!points.length) return world;
  const middle = middleOf(points.map(([lon]) => lon));
  const fitted = geoEqualEarth().rotate([-middle, 0]).fitExtent(extent, { type: 'MultiPoint', coordinates: points });
  if (!Number.isFinite(fitted.scale()) || fitted.scale() > CLOSEST) {
    const lats = points.map(([, lat]) => lat);
    const lat = (Math.max(...lats) + Math.min(...lats)) / 2;
    return geoEqualEarth().rotate([-middle, 0]).scale(CLOSEST).center([0, lat]).translate([wide / 2, high / 2]);
  }
  if (fitted.scale() >= world.scale()) return fitted;
  // The world as everybody knows it, and as much more of it as is told of: what lies by its edge or a pole is still drawn whole.
  const whole: GeoPermissibleObjects = { type: 'MultiPoint', coordinates: [...WORLD.coordinates, ...points] };
  return geoEqualEarth().fitExtent([[EDGE, EDGE], [wide - EDGE, high - EDGE]], whole);
}

/** The meridian in the middle of some, across the date line where that is shorter. */
function middleOf(lons: number[]): number {
  const sorted = [...lons].sort((a, b) => a - b);
  let [widest, after] = [-1, 0];
  sorted.forEach((lon, n) => {
    const next = n + 1 < sorted.length ? (sorted[n + 1] ?? lon) : (sorted[0] ?? lon) + 360;
    if (next - lon > widest) [widest, after] = [next - lon, next];
  });
  const middle = after + (360 - widest) / 2;
  return ((middle + 540) % 360) - 180;
}

/** Things on a picture that lie closer than a finger's width, together; the first of each group is the one of most weight. */
export function together<T>(things: T[], at: (one: T) => Point, near: number): T[][] {
  const groups: { at: Point; of: T[] }[] = [];
  for (const one of things) {
    const [x, y] = at(one);
    const group = groups.find((each) => Math.hypot(each.at[0] - x, each.at[1] - y) < near);
    if (group) group.of.push(one);
    else groups.push({ at: [x, y], of: [one] });
  }
  return groups.map((each) => each.of);
}
