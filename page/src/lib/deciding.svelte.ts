/** Deciding on what was read: one decision at a time, never silently over another's, and each can be taken back. */

import { Refused, send, type Shapes } from './api';

type Decision = Omit<Shapes['Decision'], 'seen' | 'anyway' | 'selection'> & Partial<Pick<Shapes['Decision'], 'seen' | 'anyway' | 'selection'>>;

export const deciding = $state<{
  told: string;
  wrong: string;
  others: Shapes['DecisionShape'][];
  waiting: Decision | null;
  done: number[];
}>({ told: '', wrong: '', others: [], waiting: null, done: [] });

/** The words marked in the text, for the server to find: where their passage begins, and what stands before them in it. */
export const marked = $state<{ now: Shapes['Selected'] | null }>({ now: null });

/** Follow what is marked in the text; returns what stops it. No offset is counted here: the browser's are not the text's. */
export function follow(): () => void {
  const changed = () => {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return; // a click into the form must not lose it
    const range = selection.getRangeAt(0);
    const passage = (range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer.parentElement : (range.startContainer as Element))?.closest<HTMLElement>('article .sentence');
    if (!passage) return;
    const before = document.createRange();
    before.selectNodeContents(passage);
    before.setEnd(range.startContainer, range.startOffset);
    const words = range.toString();
    marked.now = words.trim() ? { at: Number(passage.dataset['at']), before: before.toString() + (/^\s*/.exec(words)?.[0] ?? ''), words: words.trim() } : null;
  };
  document.addEventListener('selectionchange', changed);
  return () => {
    document.removeEventListener('selectionchange', changed);
    marked.now = null;
  };
}

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

/** Say that two events are one happening, or two; true if it is kept. */
export async function pair(verb: 'merge' | 'split', one: string, other: string): Promise<boolean> {
  deciding.wrong = '';
  try {
    const kept = (await send('POST', '/pairs', { verb, one, other, why: null })) as Shapes['Decided'];
    deciding.done.push(kept.id);
    deciding.told = `${verb === 'merge' ? 'one happening' : 'two happenings'}, number ${kept.id} of the log`;
    return true;
  } catch (error) {
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
