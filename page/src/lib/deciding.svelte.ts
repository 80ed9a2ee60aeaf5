/** Deciding on what was read: one decision at a time, never silently over another's, and each can be taken back. */

import { get, Refused, send, type Shapes } from './api';

type Optional = 'seen' | 'anyway' | 'as_read' | 'selection' | 'field' | 'value' | 'why';
type Decision = Omit<Shapes['Decision'], Optional> & Partial<Pick<Shapes['Decision'], Optional>>;
type Addition = Omit<Shapes['Addition'], 'anyway' | 'why' | 'selection'> & Partial<Pick<Shapes['Addition'], 'anyway' | 'why' | 'selection'>>;

export const deciding = $state<{
  told: string;
  wrong: string;
  others: Shapes['DecisionShape'][];
  /** What waits until one has looked at what somebody else decided: done again, it is done all the same. */
  anyway: (() => Promise<boolean>) | null;
  /** What others decided on the thing one has just decided on oneself, a second coder. */
  theirs: Shapes['DecisionShape'][];
  done: number[];
}>({ told: '', wrong: '', others: [], anyway: null, theirs: [], done: [] });

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
    const now = words.trim() ? { at: Number(passage.dataset['at']), before: before.toString() + (/^\s*/.exec(words)?.[0] ?? ''), words: words.trim() } : null;
    const same = now?.at === marked.now?.at && now?.before === marked.now?.before && now?.words === marked.now?.words;
    if (!same) marked.now = now; // the text was drawn anew around it: it is the marking that it was
  };
  document.addEventListener('selectionchange', changed);
  return () => {
    document.removeEventListener('selectionchange', changed);
    marked.now = null;
  };
}

/** Let go of what is marked, when it was used or is not to be. */
export function unmark(): void {
  if (marked.now) getSelection()?.removeAllRanges();
  marked.now = null;
}

/** Send what is to be written down; true if it is. Where somebody else was quicker it waits for `anyway`. */
export async function sent<A>(address: string, body: Record<string, unknown>, then: (answer: A) => void): Promise<boolean> {
  deciding.wrong = '';
  deciding.others = deciding.theirs = [];
  deciding.anyway = null;
  try {
    then((await send('POST', address, body)) as A);
    return true;
  } catch (error) {
    if (error instanceof Refused && error.status === 409) {
      deciding.others = (error.body as Shapes['Meanwhile']).others;
      deciding.anyway = () => sent(address, { ...body, anyway: true }, then);
    }
    deciding.wrong = (error as Error).message;
    return false;
  }
}

/** Send one decision; told is what became of it, by its number in the log. */
function kept(address: string, body: Record<string, unknown>, told: (number: number) => string): Promise<boolean> {
  return sent<Shapes['Decided']>(address, body, (answer) => {
    if (!address.endsWith('/undo')) deciding.done.push(answer.id);
    deciding.told = told(answer.id);
    deciding.theirs = answer.others;
  });
}

/** How a decision may fare over what is read now. */
export const FATES: Record<string, string> = {
  kept: 'what is read says it by itself, or nothing had to be laid over',
  reapplied: 'laid over what is read',
  orphaned: 'its place, or its value, is no longer to be had: it is kept, and comes back with its place',
  undone: 'taken back',
};

const DONE = { accept: 'accepted', reject: 'rejected' } as const;

export function decide(decision: Decision): Promise<boolean> {
  const deed = decision.verb === 'correct' ? `corrected ${decision.field?.replaceAll('_', ' ')}` : DONE[decision.verb];
  return kept('/decisions', { seen: 0, ...decision }, (number) => `${deed}, number ${number} of the log`);
}

/** Add what was not read. */
export function add(addition: Addition): Promise<boolean> {
  return kept('/additions', addition, (number) => `added, number ${number} of the log`);
}

/** Say that two events ("REPORT:e5") are one happening, or two actors one, or that they are two; `seen` is the last decision one knew of. */
export function pair(asked: Pick<Shapes['Pairing'], 'verb' | 'one' | 'other' | 'seen'> & { why: string }): Promise<boolean> {
  const words = asked.one.includes(':e') ? { merge: 'one happening', split: 'two happenings' } : { merge: 'they are one', split: 'they are two' };
  return kept('/pairs', { ...asked, why: asked.why.trim() || null }, (number) => `${words[asked.verb]}, number ${number} of the log`);
}

/** Take a decision back, the last of this visit if none is named; true if there was one. Another's asks once more. */
export async function undo(number = deciding.done.at(-1)): Promise<boolean> {
  if (number === undefined) {
    deciding.told = 'nothing to take back';
    return false;
  }
  const done = await kept(`/decisions/${number}/undo`, { why: null }, () => `took number ${number} back`);
  if (done) deciding.done = deciding.done.filter((one) => one !== number);
  return done;
}

const EVERY = 5000;

/** Notice what is decided elsewhere: ask now and then, and whenever one comes back to this tab, for the last number of the log. */
export function watch(known: () => number, moved: (last: number) => void): () => void {
  let told = 0; // once for each number, so that a view which has to wait is not called again and again
  const ask = async () => {
    if (document.hidden) return;
    const found = await get('/log/last.json').catch(() => null); // a server that is gone is told when one decides
    if (found && found.last > Math.max(known(), told)) moved((told = found.last));
  };
  const timer = setInterval(() => void ask(), EVERY);
  const back = () => void ask();
  addEventListener('focus', back);
  document.addEventListener('visibilitychange', back);
  return () => {
    clearInterval(timer);
    removeEventListener('focus', back);
    document.removeEventListener('visibilitychange', back);
  };
}
