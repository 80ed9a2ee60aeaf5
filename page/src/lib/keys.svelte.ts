/** One key a deed, everywhere but in fields; all of them can be switched off (WCAG 2.1.4). */

import { settings } from './settings.svelte';

type Deed = (event: KeyboardEvent) => void;
const now = new Map<string, { deed: Deed; words: string }>();
let waiting = '';

/** Let a view answer keys while it is shown; "g i" is one key after another. Returns what takes them away again. */
export function keys(deeds: Record<string, [Deed, string]>): () => void {
  for (const [key, [deed, words]] of Object.entries(deeds)) now.set(key, { deed, words });
  return () => {
    for (const key of Object.keys(deeds)) now.delete(key);
  };
}

/** What each key does just now, for the help; one without words is told with another. */
export function known(): [string, string][] {
  return [...now].filter(([, { words }]) => words).map(([key, { words }]) => [SIGNS[key] ?? key, words]);
}

const SIGNS: Record<string, string> = { Enter: '⏎', Escape: 'Esc' };

export function pressed(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
  if (!settings.keys && event.key.length === 1) return;
  if (event.key === 'Enter' && (event.target as Element).closest?.('a, button, summary, [role=button]')) return; // it is theirs
  const key = waiting ? `${waiting} ${event.key}` : event.key;
  const found = now.get(key);
  waiting = '';
  if (found) {
    event.preventDefault();
    found.deed(event);
  } else if (event.key === 'g') {
    waiting = 'g';
  }
}

function inField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && target.type === 'checkbox') return false; // no letter is its own
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.closest('dialog') !== null;
}
