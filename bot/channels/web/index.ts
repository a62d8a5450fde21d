import type { Channel, Outcome, RawResponse } from '../channel';
import { isGenuine } from './is-genuine';
import { webCapabilities } from './limits';
import { parse } from './parse';
import { render } from './render';
import { send } from './send';

export type WebOptions = {
  readonly key: Buffer; // signs the cookie that names the conversation
  readonly now: () => Date;
};

/** The chat page as a channel: events come by POST, replies are read by the page itself. */
export function createWeb({ key, now }: WebOptions): Channel {
  return {
    name: 'web',
    account: 'web',
    capabilities: webCapabilities,
    isGenuine: (request) => isGenuine(request, key),
    parse: (request) => parse(request, key, now()),
    answer: (_request, outcome) => answers[outcome],
    render,
    send,
  };
}

const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
const problem = { ...json, 'content-type': 'application/problem+json' };

const answers: Readonly<Record<Outcome, RawResponse>> = {
  handshake: refusal(405, 'method_not_allowed', { allow: 'POST' }),
  accepted: { status: 202, headers: json, body: '{}' },
  refused: refusal(401, 'no_chat'),
  malformed: refusal(400, 'bad_events'),
  closed: refusal(503, 'not_open', { 'retry-after': '3600' }),
  unavailable: refusal(503, 'try_again', { 'retry-after': '2' }),
};

function refusal(status: number, code: string, headers: Readonly<Record<string, string>> = {}): RawResponse {
  return { status, headers: { ...problem, ...headers }, body: JSON.stringify({ type: 'about:blank', title: code, status, code }) };
}
