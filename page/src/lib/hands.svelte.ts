/** Who is one by hand: two actors merged or split, never silently over another's word, and each taken back by one step. */

import type { Shapes } from './api';
import { kept } from './deciding.svelte';

type Pairing = Shapes['Pairing'];

/** Write down that two actors are one, or two; true if it is kept. Where somebody else was quicker it waits for `deciding.anyway`. */
export function settle(given: Pick<Pairing, 'verb' | 'one' | 'other' | 'seen'> & { why: string }): Promise<boolean> {
  const asked = { ...given, why: given.why.trim() || null };
  return kept('/pairs', asked, (number) => `${given.verb === 'merge' ? 'they are one' : 'they are two'}, number ${number} of the log`);
}
