/**
 * Where the actors of a network stand, and where their names have room. Everything is worked out at once and from fixed beginnings:
 * the same data gives the same picture, and nothing moves.
 */

import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';
import type { Shapes } from './api';

type Dyad = Shapes['DyadShape'];
export interface Node extends SimulationNodeDatum { key: string; name: string; words: string; wide: number; weight: number; radius: number; x: number; y: number }
interface Box { left: number; top: number; right: number; bottom: number }
interface Label { node: Node; x: number; y: number; end: boolean; box: Box }
export type Point = [number, number];
export const TEXT = 12;
const LONGEST = 30;
const LINE = TEXT * 1.25;
const GAP = 28; // between two pieces that nothing ties

let canvas: CanvasRenderingContext2D | null = null;
function measured(words: string): number {
  canvas ??= document.createElement('canvas').getContext('2d');
  if (!canvas) return words.length * 7;
  canvas.font = `${TEXT}px ${getComputedStyle(document.documentElement).fontFamily}`;
  return canvas.measureText(words).width + 2;
}

/** The actors of some dyads, the fullest first. */
export function nodesOf(dyads: Dyad[]): Node[] {
  const nodes = new Map<string, Node>();
  for (const one of dyads) {
    for (const [key, name] of [[one.source, one.source_name], [one.target, one.target_name]] as const) {
      const words = name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name;
      const node = nodes.get(key) ?? { key, name, words, wide: measured(words), weight: 0, radius: 0, x: 0, y: 0 };
      node.weight += one.events;
      node.radius = 4 + Math.min(6, Math.sqrt(node.weight) * 0.8);
      nodes.set(key, node);
    }
  }
  return [...nodes.values()].sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
}

/** Let the actors stand: each piece that hangs together by itself, the pieces side by side in rows. Returns the frame. */
export function stand(nodes: Node[], dyads: Dyad[], width: number): Box {
  const pieces = piecesOf(nodes, dyads).map((piece) => {
    settle(piece, dyads);
    return { piece, box: around(piece) };
  });
  const room = Math.max(width, ...pieces.map(({ box }) => box.right - box.left + 2 * GAP));
  let top = GAP;
  while (pieces.length) {
    let wide = GAP;
    let many = 0;
    while (many < pieces.length && (!many || wide + across(pieces[many]!.box) + GAP <= room)) wide += across(pieces[many++]!.box) + GAP;
    let left = GAP + (room - wide) / 2;
    const row = pieces.splice(0, many);
    for (const { piece, box } of row) {
      for (const node of piece) [node.x, node.y] = [node.x - box.left + left, node.y - box.top + top];
      left += across(box) + GAP;
    }
    top += Math.max(...row.map(({ box }) => box.bottom - box.top)) + GAP;
  }
  return { left: 0, top: 0, right: room, bottom: top };
}

const across = (box: Box) => box.right - box.left;

function piecesOf(nodes: Node[], dyads: Dyad[]): Node[][] {
  const root = new Map(nodes.map((node) => [node.key, node.key]));
  const find = (key: string): string => {
    let at = key;
    while (root.get(at) !== at) at = root.get(at) ?? at;
    return at;
  };
  for (const one of dyads) root.set(find(one.source), find(one.target));
  const pieces = new Map<string, Node[]>();
  for (const node of nodes) pieces.set(find(node.key), [...(pieces.get(find(node.key)) ?? []), node]);
  return [...pieces.values()].sort((a, b) => b.length - a.length);
}

function settle(piece: Node[], dyads: Dyad[]) {
  const [first, second] = piece;
  if (piece.length === 2 && first && second) {
    [first.x, first.y, second.x, second.y] = [0, 0, 84, 56];
    return;
  }
  const own = new Set(piece.map((node) => node.key));
  const links = dyads.filter((one) => own.has(one.source)).map((one) => ({ source: one.source, target: one.target }));
  const small = piece.length < 12; // a small piece is round, a large one as wide as a screen is
  forceSimulation(piece)
    .force('link', forceLink<Node, { source: string; target: string }>(links).id((node) => node.key).distance(small ? 78 : 88).strength(0.3))
    .force('charge', forceManyBody().strength(small ? -360 : piece.length < 60 ? -520 : -360))
    .force('x', forceX(0).strength(small ? 0.09 : 0.085))
    .force('y', forceY(0).strength(small ? 0.09 : 0.12))
    .force('collide', forceCollide(small ? 36 : 40))
    .stop()
    .tick(piece.length > 120 ? 160 : 300);
}

function around(piece: Node[]): Box {
  return {
    left: Math.min(...piece.map((node) => node.x - 14)),
    top: Math.min(...piece.map((node) => node.y - 14)),
    right: Math.max(...piece.map((node) => node.x + node.radius + 6 + node.wide)),
    bottom: Math.max(...piece.map((node) => node.y + 14)),
  };
}

export const QUADS = ['material conflict', 'verbal conflict', 'verbal cooperation', 'material cooperation'];
/** How wide an edge is drawn: by how often it is told. */
export const wideOf = (one: Dyad): number => 1.4 + Math.min(6, Math.log2(one.events) * 1.3);

/** An edge as its line and some of the points on it; it ends at the rim of the node, so that the arrow's point touches it. */
export function curved(one: Dyad, a: Node, b: Node): { line: string; points: Point[] } {
  const bend = 0.1 + 0.09 * QUADS.indexOf(one.quad); // several kinds between two do not cover one another
  const [mx, my] = [(a.x + b.x) / 2 - (b.y - a.y) * bend, (a.y + b.y) / 2 + (b.x - a.x) * bend];
  const far = Math.hypot(b.x - mx, b.y - my) || 1;
  const short = b.radius + 3 + wideOf(one) / 2;
  const [x, y] = [b.x - ((b.x - mx) / far) * short, b.y - ((b.y - my) / far) * short];
  const at = (t: number): Point => [(1 - t) ** 2 * a.x + 2 * t * (1 - t) * mx + t * t * x, (1 - t) ** 2 * a.y + 2 * t * (1 - t) * my + t * t * y];
  const steps = Math.ceil(Math.hypot(x - a.x, y - a.y) / 6);
  return {
    line: `M${a.x.toFixed(1)},${a.y.toFixed(1)}Q${mx.toFixed(1)},${my.toFixed(1)} ${x.toFixed(1)},${y.toFixed(1)}`,
    points: Array.from({ length: steps + 1 }, (_, n) => at(n / steps)),
  };
}

/** Names where there is room for them: none covers another, nor a node, and each stands where the fewest edges run. Whoever comes first has the choice. */
export function labelled(wanted: Node[], all: Node[], frame: Box, edges: Point[] = []): Label[] {
  const taken: Box[] = all.map((node) => ({ left: node.x - node.radius, right: node.x + node.radius, top: node.y - node.radius, bottom: node.y + node.radius }));
  const found: Label[] = [];
  for (const node of wanted) {
    const near = edges.filter(([x, y]) => Math.abs(x - node.x) < node.wide + 20 && Math.abs(y - node.y) < 40);
    const crossed = (one: Label) => near.filter(([x, y]) => x > one.box.left && x < one.box.right && y > one.box.top && y < one.box.bottom).length;
    const free = spots(node).filter((one) => inside(one.box, frame) && !taken.some((box) => meet(box, one.box)));
    const label = free.map((one) => [one, crossed(one)] as const).sort((a, b) => a[1] - b[1])[0]?.[0];
    if (label) {
      found.push(label);
      taken.push(label.box);
    }
  }
  return found;
}

/** Where a name may stand: right of its node, left, below, above, at the corners. */
function spots(node: Node): Label[] {
  const [wide, gap] = [node.wide, node.radius + 4];
  const at = (left: number, top: number, end = false): Label => ({ node, end, x: end ? left + wide : left, y: top + LINE * 0.76, box: { left, top, right: left + wide, bottom: top + LINE } });
  const middle = node.y - LINE / 2;
  const corner = gap * 0.7;
  return [
    at(node.x + gap, middle), at(node.x - gap - wide, middle, true), at(node.x - wide / 2, node.y + gap), at(node.x - wide / 2, node.y - gap - LINE),
    at(node.x + corner, node.y + corner), at(node.x + corner, node.y - corner - LINE), at(node.x - corner - wide, node.y + corner, true), at(node.x - corner - wide, node.y - corner - LINE, true),
  ];
}

const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const inside = (box: Box, frame: Box) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;
