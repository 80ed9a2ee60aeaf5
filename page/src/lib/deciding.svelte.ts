/** Deciding on what was read: one decision at a time, never silently over another's, and each can be taken back. */

import { Refused, send, type Shapes } from './api';

type Decision = Omit<Shapes['Decision'], 'seen' | 'anyway'> & { seen?: number; anyway?: boolean };

export const deciding = $state<{
  told: string;
  wrong: string;
  others: Shapes['DecisionShape'][];
  waiting: Decision | null;
  done: number[];
}>({ told: '', wrong: '', others: [], waiting: null, done: [] });

/** Write a decision down; true if it is kept. Where somebody else was quicker it waits until one looks and says "anyway". */
export async function decide(decision: Decision): Promise<boolean> {
  deciding.wrong = '';
  deciding.others = [];
  deciding.waiting = null;
  try {
    const kept = (await send('POST', '/decisions', { seen: 0, anyway: false, ...decision })) as Shapes['Decided'];
    deciding.done.push(kept.id);
    deciding.told = `${decision.verb === 'correct' ? `corrected ${decision.field}` : `${decision.verb}ed`}, number ${kept.id} of the log`;
    return true;
  } catch (error) {
    if (error instanceof Refused && error.status === 409) {
      deciding.others = (error.body as Shapes['Meanwhile']).others;
      deciding.waiting = decision;
    }
    deciding.wrong = (error as Error).message;
    return false;
  }
}

/** Take the last decision of this visit back; true if there was one. */
export async function undo(number = deciding.done.at(-1)): Promise<boolean> {
  if (number === undefined) {
    deciding.told = 'nothing to take back';
    return false;
  }
  try {
    await send('POST', `/decisions/${number}/undo`, { why: null });
    deciding.done = deciding.done.filter((one) => one !== number);
    deciding.told = `took number ${number} back`;
    deciding.wrong = '';
    return true;
  } catch (error) {
    deciding.wrong = (error as Error).message;
    return false;
  }
}
