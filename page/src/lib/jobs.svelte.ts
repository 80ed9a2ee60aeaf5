/** What takes long: readings under way, told by one stream of events; a page that is loaded again comes back to them. */

import { get, send, session, type Shapes } from './api';
import { many } from './words';

type News = Shapes['NewsShape'];

/** A reading as the page shows it; one without `id` stands in line on this side and is not sent yet. */
export interface Job {
  id?: string;
  name: string;
  kind: string;
  news?: News;
  troubles: string[];
  changes: News[];
  send?: () => Promise<unknown>;
}

export const jobs = $state({ all: [] as Job[], ended: 0 });

/** How a date of publication may be written: as a day or instant of ISO 8601, or as feeds do. */
export const WRITTEN = {
  pattern: String.raw`\s*(\d{4}-\d\d-\d\d([T ]\d\d.*)?|\d{8}|([A-Za-z]{3},\s*)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\s+\d{1,2}:\d\d.*)\s*`,
  title: 'Write it as 2026-03-11 or 2026-03-11T18:20+01:00',
  placeholder: '2026-03-11 or 2026-03-11T18:20+01:00',
};

const AT_ONCE = 3; // sent and not read yet: what waits here costs the server nothing
const AGAIN = 5000; // milliseconds until one listens again
const LAST = ['kept', 'failed', 'stopped'];
let events: EventSource | undefined;

export const isOver = (job: Job) => LAST.includes(job.news?.state ?? '');

/** Ask which readings are under way and follow them. */
export async function comeBack(): Promise<void> {
  const found = await get('/readings.json');
  const open = found.filter((one) => !LAST.includes(one.news.state) && !jobs.all.some((job) => job.id === one.id));
  for (const { id, name, kind, news } of open) jobs.all.push({ id, name, kind, news, troubles: [], changes: [] });
  if (open.length) follow();
}

/** Put a reading in line; it is sent when few others are before it. */
export function begin(name: string, kind: string, what: () => Promise<unknown>): Job {
  jobs.all.push({ name, kind, troubles: [], changes: [], send: what });
  const job = jobs.all[jobs.all.length - 1] as Job; // as the state holds it
  void sendNext();
  return job;
}

export function beginText(given: Shapes['Given'], name: string): Job {
  return begin(name, 'read', () => send('POST', '/readings', given));
}

export function beginFile(file: File, known: { publisher: string; published: string }): Job {
  const query = new URLSearchParams({ name: file.name, ...known });
  return begin(file.name, 'read', async () => {
    const { largest } = await session();
    if (file.size > largest) throw new Error(`Larger than ${Math.round(largest / 1e6)} MB. Read it on the command line.`);
    return send('POST', `/readings/file?${query}`, undefined, file);
  });
}

export function beginAnew(reports: string[] | null, count: number): Job {
  const body = reports ? { reports } : { stale: true };
  return begin(many(count, 'report'), 'anew', () => send('POST', '/readings/anew', body));
}

export function stop(job: Job): void {
  if (job.id) void send('DELETE', `/readings/${job.id}`);
  else end(job, 'stopped', 'Not sent.');
}

/** Take what has ended out of sight. */
export function clear(): void {
  jobs.all = jobs.all.filter((job) => !isOver(job));
}

async function sendNext(): Promise<void> {
  if (jobs.all.filter((job) => !isOver(job) && !job.send).length >= AT_ONCE) return;
  const job = jobs.all.find((one) => one.send);
  const what = job?.send;
  if (!job || !what) return;
  delete job.send;
  try {
    const id = ((await what()) as Shapes['Started']).job;
    jobs.all = jobs.all.filter((one) => one.id !== id); // the stream may have told of it before the answer came
    job.id = id;
    follow();
  } catch (error) {
    end(job, 'failed', (error as Error).message);
  }
  void sendNext();
}

function end(job: Job, state: string, words: string): void {
  delete job.send;
  job.news = { state, done: 0, all: 0, of: 'sentence', report: null, name: null, words, change: null, since: null };
}

/** Listen from the beginning: the stream tells first what every job has told so far. */
function follow(): void {
  events?.close();
  const stream = new EventSource('/readings/events');
  events = stream;
  stream.onopen = () => {
    for (const job of jobs.all) if (job.id) Object.assign(job, { troubles: [], changes: [] });
  };
  stream.onmessage = (event: MessageEvent<string>) => heard(JSON.parse(event.data) as Shapes['JobNews']);
  stream.onerror = () => {
    // refused, as when too many listen, a browser does not try again by itself
    if (stream.readyState === EventSource.CLOSED && events === stream) setTimeout(follow, AGAIN);
  };
  stream.addEventListener('idle', () => {
    stream.close();
    if (events === stream && jobs.all.some((job) => job.id && !isOver(job))) follow();
  });
}

function heard({ id, name, kind, news }: Shapes['JobNews']): void {
  const last = news[news.length - 1];
  if (!last) return;
  let job = jobs.all.find((one) => one.id === id);
  if (!job && !LAST.includes(last.state)) {
    jobs.all.push({ id, name, kind, troubles: [], changes: [] }); // somebody else began it
    job = jobs.all[jobs.all.length - 1];
  }
  if (!job) return;
  const was = isOver(job);
  for (const one of news) {
    if (one.change) job.changes.push(one);
    else if (one.words && !LAST.includes(one.state)) job.troubles.push(one.words);
  }
  job.news = last;
  if (!was && isOver(job)) {
    jobs.ended += 1;
    void sendNext();
  }
}
