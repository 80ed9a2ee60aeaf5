/** One key a deed, everywhere but in fields; all of them can be switched off (WCAG 2.1.4). */

import { settings } from './settings.svelte';

type Deed = (event: KeyboardEvent) => void;
interface Key {
  deed: Deed;
  words: string;
}
const now = new Map<string, Key[]>(); // of one key the last deed counts: a view may answer what the frame answers elsewhere
let waiting = '';

/** Let a view answer keys while it is shown; "g i" is one key after another. Returns what takes them away again. */
export function keys(deeds: Record<string, [Deed, string]>): () => void {
  const own = Object.entries(deeds).map(([key, [deed, words]]) => [key, { deed, words }] as const);
  for (const [key, one] of own) now.set(key, [...(now.get(key) ?? []), one]);
  return () => {
    for (const [key, one] of own) now.set(key, (now.get(key) ?? []).filter((other) => other !== one));
  };
}

/** What each key does just now, for the help; one without words is told with another. */
export function known(): [string, string][] {
  return [...now].flatMap(([key, deeds]): [string, string][] => {
    const last = deeds.at(-1);
    return last?.words ? [[SIGNS[key] ?? key, last.words]] : [];
  });
}

export const SIGNS: Record<string, string> = { Enter: '⏎', Escape: 'Esc', ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };

export function pressed(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
  if (!settings.keys && event.key.length === 1) return;
  if (event.key === 'Enter' && (event.target as Element).closest?.('a, button, summary, [role=button]')) return; // it is theirs
  const key = waiting ? `${waiting} ${event.key}` : event.key;
  const found = now.get(key)?.at(-1);
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
