import { timingSafeEqual } from 'node:crypto';
import type { Channel, Outcome, RawRequest, RawResponse } from '../channel';
import { graphVersion } from './graph';
import { isGenuine } from './is-genuine';
import { messengerCapabilities } from './limits';
import { parse } from './parse';
import { render } from './render';
import { createSend } from './send';

export type MessengerOptions = {
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly pageToken: string;
  readonly account?: string;
  readonly apiUrl?: string;
  readonly now: () => Date;
};

/** Names the page in our ids where nothing else does: one token speaks for one page. */
export const messengerAccount = 'page';

/** Messenger for one page, through Meta's webhook and the Send API. */
export function createMessenger(options: MessengerOptions): Channel {
  const { appSecret, verifyToken, pageToken, account = messengerAccount, apiUrl = 'https://graph.facebook.com', now } = options;
  return {
    name: 'messenger',
    account,
    capabilities: messengerCapabilities,
    isGenuine: (request) => isGenuine(request, appSecret),
    parse: (request) => parse(request, account),
    answer: (request, outcome) => (outcome === 'handshake' ? handshake(request, verifyToken) : answers[outcome]),
    render,
    send: createSend(new URL(`/${graphVersion}/me/messages`, apiUrl), pageToken, now),
  };
}

/** Anything but 200 is sent again, and a page that gets none for an hour is cut off, so a body we cannot read is not asked for again. */
const answers: Readonly<Record<Exclude<Outcome, 'handshake'>, RawResponse>> = {
  accepted: { status: 200, body: 'EVENT_RECEIVED' },
  closed: { status: 200, body: 'EVENT_IGNORED' },
  refused: { status: 401 },
  malformed: { status: 200, body: 'EVENT_IGNORED' },
  unavailable: { status: 503, headers: { 'retry-after': '5' } },
};

/** Meta asks once, when the webhook is set up: only who knows the token gets the challenge back, byte for byte. */
function handshake(request: RawRequest, verifyToken: string): RawResponse {
  const query = new URL(request.url, 'http://webhook').searchParams;
  const [mode, token, challenge] = ['hub.mode', 'hub.verify_token', 'hub.challenge'].map((name) => query.get(name) ?? '');
  if (mode !== 'subscribe' || !token || !challenge || challenge.length > 200) return { status: 400 };
  return isEqual(token, verifyToken) ? { status: 200, headers: { 'content-type': 'text/plain' }, body: challenge } : { status: 403 };
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
