/** Where the focus goes when what has it goes: whoever uses keys, or hears the page, is never put back to its beginning. */

import { tick } from 'svelte';

const isLost = (): boolean => document.activeElement === document.body;

/** Give the focus to something as soon as the page is drawn, if nothing else has it. */
export async function caught(by: () => HTMLElement | null | undefined): Promise<void> {
  await tick();
  if (!isLost()) return;
  const found = by();
  if (found && found.tabIndex < 0) found.tabIndex = -1; // a heading, or a message, takes the focus and no Tab
  found?.focus({ preventScroll: true });
}

/** Keep in mind where the focus comes from; returns what gives it back there. */
export function returning(): () => void {
  const from = document.activeElement;
  return () => {
    if (from instanceof HTMLElement && from !== document.body) void caught(() => from);
  };
}
