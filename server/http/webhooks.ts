import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Channel, InboundEvent, Outcome, RawRequest, Receipt } from '../../bot/channels/channel';
import { acceptEvent } from '../conversation/accept-event';
import { receiptRow } from '../conversation/echoes';
import type { Arrival, InboxWriter } from '../conversation/inbox-writer';
import type { Keys } from '../keys';
import { isRestriction, type Restriction } from '../outbox/restrictions';
import type { IsOpen } from '../readiness/gate';
import { type createSightings, sightingOf } from './webhook-sightings';

/** Platforms send far less; what is larger is refused before it is read whole. */
const mostBytes = 1024 * 1024;
const defaultBodyTimeoutMs = 10_000;

export type WebhookDeps = {
  readonly keys: Keys;
  /** By path: `/webhooks/messenger`, and `/chat/api/events` for the web chat. */
  readonly channels: ReadonlyMap<string, Channel>;
  readonly inbox: Pick<InboxWriter, 'store'>;
  /** What arrives before learners may come in is answered and forgotten. */
  readonly isOpen: IsOpen;
  /** The platform has forbidden an account to speak, or allows it again. */
  readonly restrict: (told: Restriction, now: Date) => Promise<void>;
  readonly now: () => Date;
  readonly sighted?: ReturnType<typeof createSightings>;
  readonly report: (channel: string, outcome: Outcome, events: number, skipped: number) => void;
  /** How long a body may take to arrive. */
  readonly bodyTimeoutMs?: number;
};

/**
 * Keeps the raw bytes, checks that the request is genuine, stores its events once, answers. Mounted on node:http ahead of
 * Express, whose body parser would cost more than all of it. `false`: not a webhook's path.
 */
export function createWebhooks(deps: WebhookDeps): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const path = pathOf(request.url ?? '');
    const channel = deps.channels.get(path);
    if (channel === undefined) return false;
    void answer(deps, channel, request, response);
    return true;
  };
}

async function answer(deps: WebhookDeps, channel: Channel, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'POST') {
    request.resume();
    end(response, otherMethod);
    return;
  }
  const body = await readBody(request, deps.bodyTimeoutMs ?? defaultBodyTimeoutMs);
  if (!Buffer.isBuffer(body)) {
    response.once('finish', () => request.destroy());
    end(response, { ...unread[body], headers: { connection: 'close' } });
    return;
  }
  const raw: RawRequest = { method: request.method ?? '', url: request.url ?? '', headers: headersOf(request), body };
  const { outcome, events, skipped } = await outcomeOf(deps, channel, raw);
  deps.report(channel.name, outcome, events, skipped);
  const given = channel.answer(raw, outcome);
  const sighting = sightingOf(channel, raw, outcome, given.status);
  if (sighting !== undefined) deps.sighted?.(channel.name, sighting);
  end(response, given);
}

type Result = { readonly outcome: Outcome; readonly events: number; readonly skipped: number };

async function outcomeOf(deps: WebhookDeps, channel: Channel, raw: RawRequest): Promise<Result> {
  if (raw.method === 'GET' || channel.isProbe?.(raw) === true) return { outcome: 'handshake', events: 0, skipped: 0 };
  if (!channel.isGenuine(raw)) return { outcome: 'refused', events: 0, skipped: 0 };

  const { events, skipped, malformed } = channel.parse(raw);
  if (malformed) return { outcome: 'malformed', events: 0, skipped };
  const now = deps.now();
  try {
    const open = await deps.isOpen(channel.name);
    const arrivals = open ? events.flatMap((event): readonly Arrival[] => arrivalOf(deps.keys, event, now)) : [];
    if (arrivals.length > 0) await deps.inbox.store(arrivals);
    for (const told of events.filter(isRestriction)) await deps.restrict(told, now);
    return { outcome: open ? 'accepted' : 'closed', events: events.length, skipped };
  } catch {
    return { outcome: 'unavailable', events: 0, skipped };
  }
}

function arrivalOf(keys: Keys, event: InboundEvent | Receipt, now: Date): readonly Arrival[] {
  if ('kind' in event) return [acceptEvent(keys, event, now)];
  const row = receiptRow(keys, event, now);
  return row === undefined ? [] : [{ row }];
}

const otherMethod = { status: 405, headers: { allow: 'GET, POST' }, body: 'Only GET and POST are answered here.' } as const;
const unread = {
  'too-large': { status: 413, body: 'The body is larger than 1 MiB.' },
  'too-slow': { status: 408, body: 'The body did not arrive in time.' },
  broken: { status: 400, body: 'The body could not be read.' },
} as const;

/** The whole body, letters split across packets and all, or why there is none. */
function readBody(request: IncomingMessage, timeoutMs: number): Promise<Buffer | keyof typeof unread> {
  return new Promise((done) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (body: Buffer | keyof typeof unread): void => {
      clearTimeout(timer);
      done(body);
    };
    const timer = setTimeout(() => finish('too-slow'), timeoutMs);
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) finish('too-large');
      else chunks.push(chunk);
    });
    request.on('end', () => finish(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', () => finish('broken'));
  });
}

function end(
  response: ServerResponse,
  answer: { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string },
): void {
  const body = answer.body ?? '';
  response.writeHead(answer.status, {
    'content-type': 'text/plain; charset=utf-8',
    ...answer.headers,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** Header names as node gives them, lower case; a header sent several times is joined as HTTP says. */
function headersOf(request: IncomingMessage): Readonly<Record<string, string | undefined>> {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return headers;
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}
