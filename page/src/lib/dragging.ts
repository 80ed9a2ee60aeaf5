/** Dragging: from where something is pressed to where it is let go, told in steps; a click is not a drag. */

const LEAST = 4; // pixels: a hand is not quite still while it clicks

/** Follow drags that begin on a node; `ended` is called only after something moved. Returns what stops it. */
export function dragging(node: HTMLElement, moved: (dx: number, dy: number) => void, ended: () => void): () => void {
  let from: { x: number; y: number } | null = null;
  let begun = false;
  const down = (event: PointerEvent) => {
    if (!event.button) from = { x: event.clientX, y: event.clientY };
  };
  const move = (event: PointerEvent) => {
    if (!from || (!begun && Math.hypot(event.clientX - from.x, event.clientY - from.y) < LEAST)) return;
    begun = true;
    moved(event.clientX - from.x, event.clientY - from.y);
    from = { x: event.clientX, y: event.clientY };
  };
  const up = () => {
    if (begun) ended();
    from = null;
    begun = false;
  };
  node.addEventListener('pointerdown', down);
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  return () => {
    node.removeEventListener('pointerdown', down);
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
  };
}
