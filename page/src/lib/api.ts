/** The server's answers, typed by its own OpenAPI document (`npm run client`): an answer that changes fails the type check. */

import type { components, paths } from './answers';

export type Shapes = components['schemas'];

type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer T } } } };
}
  ? T
  : never;
/** What stands after the "?": as it is written, or by its names; what is null or empty is not asked. */
type Query = URLSearchParams | Record<string, string | number | boolean | string[] | null | undefined>;
/** Where an answer is to be had, and of what shape it is: the same words are the same question. */
export type Url<T> = string & { readonly shape?: T };

/** What went wrong, in the server's words: they name the remedy. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    words: string,
    readonly body: unknown = null,
  ) {
    super(words);
  }
}

/** The address of an answer; `parts` fill its holes. */
export function url<P extends keyof paths>(path: P, parts: Record<string, string> = {}, query: Query = {}): Url<Answer<P>> {
  return filled(path, parts) + written(query);
}

/** Ask once; a part of the page that asks whenever its question is another has an `answer`. */
export function get<P extends keyof paths>(path: P, parts: Record<string, string> = {}, query: Query = {}): Promise<Answer<P>> {
  return fetched(url(path, parts, query));
}

export async function fetched<T>(from: Url<T>, signal: AbortSignal | null = null): Promise<T> {
  return (await (await reach(from, { signal })).json()) as T;
}

/** Change something; the token that only our own page can read goes with it. */
export async function send(
  method: 'POST' | 'DELETE',
  address: string,
  body?: unknown,
  bytes?: Blob,
): Promise<unknown> {
  const { token } = await session();
  const headers: Record<string, string> = { 'x-herodotus-token': token };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const answer = await reach(address, { method, headers, body: bytes ?? (body === undefined ? undefined : JSON.stringify(body)) });
  return answer.status === 204 ? null : answer.json();
}

let known: Promise<Shapes['Session']> | undefined;

/** What may be done here; asked once, and `anew` where it may be another by now, or the server was away for a moment. */
export function session(anew = false): Promise<Shapes['Session']> {
  if (anew) known = undefined;
  known ??= get('/session.json').catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function reach(address: string, request: RequestInit): Promise<Response> {
  const answer = await fetch(address, request).catch(() => {
    throw new Refused(0, 'The server does not answer. Is `herodotus serve` still running?');
  });
  if (!answer.ok) throw await refusal(answer);
  return answer;
}

async function refusal(answer: Response): Promise<Refused> {
  const found = (await answer.json().catch(() => null)) as { detail?: unknown } | null;
  const words = typeof found?.detail === 'string' ? found.detail : `The server answered ${answer.status}.`;
  return new Refused(answer.status, words, found);
}

function filled(path: string, parts: Record<string, string>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parts[name] ?? ''));
}

export function written(query: Query): string {
  const text = (query instanceof URLSearchParams ? query : named(query)).toString();
  return text ? `?${text}` : '';
}

function named(query: Exclude<Query, URLSearchParams>): URLSearchParams {
  const found = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== null && one !== undefined && one !== '') found.append(key, String(one));
  }
  return found;
}
