/** What a part of the page asks the server, as a state: asking, there, failed; asked anew as soon as the question is another. */

import { untrack } from 'svelte';
import { fetched, type Url } from './api';

export interface Answer<T> {
  /** What was answered last: it stays until the next answer is there, and goes where another question fails. */
  readonly now: T | undefined;
  /** Why there is no answer to the present question, in the server's words. */
  readonly wrong: string;
  readonly waiting: boolean;
  /** Ask the same once more, for something was changed; done when the present question is answered. */
  readonly again: () => Promise<void>;
  /** Ask something else in its place, until the question changes. */
  ask(from: Url<T> | null): Promise<void>;
}

/**
 * The answer to a question, asked while the part that asks is shown; of null nothing is asked. What is asked for and not there yet is
 * given up when the question is another, or the part is gone. `changed` is read besides: what it names being another, it is asked anew.
 */
export function answer<T>(question: () => Url<T> | null, changed?: () => unknown): Answer<T> {
  const asked = new Asked<T>();
  const from = $derived(question()); // by its words: the same question made anew is not another
  $effect(() => {
    changed?.();
    const now = from;
    untrack(() => void asked.ask(now));
    return () => asked.leave();
  });
  return asked;
}

class Asked<T> implements Answer<T> {
  now = $state.raw<T>();
  wrong = $state('');
  waiting = $state(false);
  private from: Url<T> | null = null;
  /** The question that `now` answers. */
  private of: Url<T> | null = null;
  private asking = new AbortController();
  private done: Promise<void> = Promise.resolve();

  again = (): Promise<void> => this.ask(this.from);

  ask = (from: Url<T> | null): Promise<void> => {
    this.asking.abort();
    this.asking = new AbortController();
    this.from = from;
    this.waiting = from !== null;
    return (this.done = this.answered(from, this.asking.signal));
  };

  leave(): void {
    this.asking.abort();
    this.done = Promise.resolve();
    this.from = null;
  }

  private async answered(from: Url<T> | null, signal: AbortSignal): Promise<void> {
    await Promise.resolve(); // the address changes a moment before the view does: one that is left asks nothing more
    const [found, wrong] = signal.aborted || from === null ? [undefined, ''] : await fetched(from, signal).then((one) => [one, ''] as const, (error: Error) => [undefined, error.message] as const);
    if (signal.aborted) return this.done; // another question was asked meanwhile: what waited for this one waits for that
    const stays = wrong !== '' && this.of === from; // the same asked again: what was answered before is what is known
    if (!stays) [this.now, this.of] = [found, wrong ? null : from];
    [this.wrong, this.waiting] = [wrong, false];
  }
}
