/** Who is one by hand: two actors merged or split, never silently over another's word, and each taken back by one step. */

import { Refused, send, type Shapes } from './api';
import { deciding } from './deciding.svelte';

type Pairing = Shapes['Pairing'];

/** What waits because somebody else was quicker, until one looks and says "anyway". */
export const waiting = $state<{ pair: Pairing | null }>({ pair: null });

/** Write down that two actors are one, or two; true if it is kept. */
export async function settle(given: Pick<Pairing, 'verb' | 'one' | 'other' | 'seen'> & { why: string; anyway?: boolean }): Promise<boolean> {
  const asked: Pairing = { anyway: false, ...given, why: given.why.trim() || null };
  deciding.wrong = '';
  deciding.others = [];
  deciding.waiting = null;
  waiting.pair = null;
  try {
    const kept = (await send('POST', '/pairs', asked)) as Shapes['Decided'];
    deciding.done.push(kept.id);
    deciding.told = `${given.verb === 'merge' ? 'they are one' : 'they are two'}, number ${kept.id} of the log`;
    return true;
  } catch (error) {
    if (error instanceof Refused && error.status === 409) {
      deciding.others = (error.body as Shapes['Meanwhile']).others;
      waiting.pair = asked;
    }
    deciding.wrong = (error as Error).message;
    return false;
  }
}

/** Decide all the same. */
export async function anyway(): Promise<boolean> {
  return waiting.pair !== null && settle({ ...waiting.pair, why: waiting.pair.why ?? '', anyway: true });
}
