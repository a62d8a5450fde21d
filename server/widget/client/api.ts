import { type ChatEvent, type Opening, readOpening, readReplies, type ShownReply } from './protocol';

/** A line that is down and a server that is busy both mean: again later. */
export type Delivery = 'delivered' | 'refused' | 'signed-out' | 'later';

export type Fetched =
  | { readonly state: 'replies'; readonly replies: readonly ShownReply[] }
  | { readonly state: 'idle' | 'signed-out' | 'later' };

export type Resumed =
  | { readonly result: 'open'; readonly opening: Opening }
  | { readonly result: 'wrong' | 'later' }
  | { readonly result: 'wait'; readonly minutes: number };

const timeoutMs = 20_000;

export async function openSession(): Promise<Opening | undefined> {
  const response = await ask('POST', 'session');
  return response?.ok ? readOpening(await body(response)) : undefined;
}

/** Whether a code opens this chat, without touching it. */
export async function codeIsSet(): Promise<boolean> {
  const response = await ask('GET', 'session');
  return response?.ok ? (readOpening(await body(response))?.code ?? false) : false;
}

/** `keepalive` lets the request outlive the page that is being left. */
export async function endSession(): Promise<boolean> {
  return (await ask('DELETE', 'session', undefined, true))?.ok ?? false;
}

/** Tells the server somebody is there; `false` when the chat has been hidden meanwhile. */
export async function reportActivity(): Promise<boolean> {
  const response = await ask('POST', 'session/activity');
  return !response?.ok || readReplies(await body(response)) !== 'idle';
}

export async function resumeSession(code: string | undefined): Promise<Resumed> {
  const response = await ask('POST', 'session/resume', code === undefined ? {} : { code });
  if (response?.status === 403) return { result: 'wrong' };
  if (response?.status === 429) return { result: 'wait', minutes: Math.ceil(Number(response.headers.get('Retry-After') ?? 60) / 60) };
  const opening = response?.ok ? readOpening(await body(response)) : undefined;
  return opening === undefined ? { result: 'later' } : { result: 'open', opening };
}

export async function saveCode(code: string | null): Promise<boolean> {
  return (await ask('PUT', 'session/code', { code }))?.ok ?? false;
}

export async function deliver(events: readonly ChatEvent[]): Promise<Delivery> {
  const response = await ask('POST', 'events', { events });
  if (response === undefined) return 'later';
  if (response.ok) return 'delivered';
  if (response.status === 401 || response.status === 403) return 'signed-out';
  return response.status < 500 && response.status !== 408 && response.status !== 429 ? 'refused' : 'later';
}

export async function fetchReplies(after: number): Promise<Fetched> {
  const response = await ask('GET', `replies?after=${after}`);
  if (response?.status === 401) return { state: 'signed-out' };
  if (!response?.ok) return { state: 'later' };

  const found = readReplies(await body(response));
  if (found === undefined) return { state: 'later' };
  return found === 'idle' ? { state: 'idle' } : { state: 'replies', replies: found };
}

export function streamUrl(after: number): string {
  return `/chat/api/stream?after=${after}`;
}

async function ask(method: string, path: string, content?: unknown, keepalive = false): Promise<Response | undefined> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeoutMs);
  try {
    return await fetch(`/chat/api/${path}`, {
      method,
      keepalive,
      credentials: 'same-origin',
      signal: abort.signal,
      ...(content === undefined ? {} : { body: JSON.stringify(content), headers: { 'Content-Type': 'application/json' } }),
    });
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** A line that drops in the middle of an answer leaves half a text. */
async function body(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}
