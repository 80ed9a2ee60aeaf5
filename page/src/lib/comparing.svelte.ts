/** Comparing reports that are new: started where it is needed, followed as it goes, stopped when somebody wants. */

import { untrack } from 'svelte';
import type { Answer } from './answer.svelte';
import { send, session, type Shapes } from './api';

export const comparing = $state<{ job: string; done: number; all: number; told: string }>({ job: '', done: 0, all: 0, told: '' });

/** Compare what waits, telling how far it is; `meanwhile` is called now and then, and at the end. A page that only reads does nothing. */
export async function compare(meanwhile: () => void, every = 25): Promise<void> {
  if (comparing.job || (await session()).read_only) return;
  const { job } = (await send('POST', '/comparisons')) as Shapes['Started'];
  Object.assign(comparing, { job, done: 0, all: 0, told: '' });
  await new Promise<void>((ended) => {
    const news = new EventSource(`/comparisons/${job}/events`);
    const end = () => {
      news.close();
      comparing.job = '';
      ended();
    };
    news.onmessage = (event) => {
      const one = JSON.parse(event.data as string) as Shapes['NewsShape'];
      const before = comparing.done;
      Object.assign(comparing, { done: one.done, all: one.all, told: one.words ?? '' });
      if (['compared', 'stopped', 'failed'].includes(one.state)) end();
      else if (Math.floor(one.done / every) > Math.floor(before / every)) meanwhile();
    };
    news.onerror = end; // the server is gone: what it did stays
  });
  meanwhile();
}

/** Compare as soon as an answer says that reports wait for it; what somebody stops waits until he asks again. */
export function compareFor(of: Answer<{ waiting: number }>): void {
  const waits = $derived(Boolean(of.now?.waiting));
  $effect(() => {
    if (waits) void untrack(() => compare(of.again));
  });
}

export async function stop(): Promise<void> {
  if (comparing.job) await send('DELETE', `/comparisons/${comparing.job}`);
}
