import { createMemoryTokenStore } from 'zalo-oa-sdk';
import type { Channel, RawRequest } from '../../../bot/channels/channel';
import { createMessenger } from '../../../bot/channels/messenger';
import { createZalo } from '../../../bot/channels/zalo';
import { MessengerSimulator } from '../../support/messenger-simulator';
import { ZaloSimulator } from '../../support/zalo-simulator';
import { sampleAccount } from '../../support/zalo-simulator/options';
import { start } from '../support/conversation';

/** What a person does: says something, taps the button at a place of the newest message, or what only this platform tells. */
export type Act = { readonly say: string } | { readonly tap: number } | { readonly event: Readonly<Record<string, unknown>> };

/** One person on one platform, who hears what is sent to them and taps what they are shown. */
export type Talk = {
  readonly channel: Channel;
  readonly sender: string;
  readonly heard: readonly object[];
  readonly now: () => number;
  /** The request that tells of the next act, half a minute later. */
  readonly next: (act: Act) => RawRequest;
};

export function messengerTalk(): Talk {
  type Heard = { readonly text?: string; readonly quick_replies?: readonly { readonly title: string; readonly payload: string }[] };
  const meta = new MessengerSimulator('secret', 'token');
  const heard: Heard[] = [];
  const sender = '2000001';
  let [count, now] = [0, start];
  const made = createMessenger({ appSecret: 'secret', verifyToken: 'verify', pageToken: 'token', now: () => new Date(now) });
  const hear = (body: string): number => {
    const { metadata: _id, ...words } = JSON.parse(body).message; // the id we give a message is not seen
    return heard.push(words);
  };
  const eventOf = (act: Act): object => {
    if ('event' in act) return act.event;
    const mid = `m_${count}`;
    if ('say' in act) return { message: { mid, text: act.say } };
    const option = heard.at(-1)?.quick_replies?.[act.tap];
    if (option === undefined) throw new Error(`no button ${act.tap}`);
    return { message: { mid, text: option.title, quick_reply: { payload: option.payload } } };
  };
  return {
    channel: { ...made, send: async ({ body }) => `m_${hear(body)}` },
    sender,
    heard,
    now: () => now,
    next: (act) => {
      count += 1;
      now += 30_000;
      const event = { sender: { id: sender }, recipient: { id: 'page' }, timestamp: now, ...eventOf(act) };
      return { method: 'POST', url: '/webhook?x=1', ...meta.webhook(event) };
    },
  };
}

export function zaloTalk(): Talk {
  type Button = { readonly payload: string };
  type Heard = { readonly text: string; readonly lines?: readonly Button[]; readonly buttons?: readonly Button[] };
  const zalo = new ZaloSimulator();
  const { id: sender } = zalo.addLearner();
  const heard: Heard[] = [];
  let [count, now] = [0, start];
  const { appId, appSecret, oaSecret, oaId } = sampleAccount;
  const tokens = createMemoryTokenStore();
  const made = createZalo({ appId, appSecret, oaSecret, tokens, shows: { buttons: true, lists: true }, now: () => new Date(now) });
  const shownAt = (place: number): Button => {
    const { lines = [], buttons = [] } = heard.at(-1) ?? {};
    const button = [...lines, ...buttons][place];
    if (button === undefined) throw new Error(`no button ${place}`);
    return button;
  };
  const said = (words: string) => ({ event_name: 'user_send_text', message: { msg_id: `m-${count}`, text: words } });
  return {
    channel: { ...made, send: async ({ body }) => `m-${heard.push(JSON.parse(body))}` },
    sender,
    heard,
    now: () => now,
    next: (act) => {
      count += 1;
      now += 30_000;
      const parties = { sender: { id: sender }, recipient: { id: oaId }, timestamp: String(now) };
      const event = 'event' in act ? act.event : said('say' in act ? act.say : shownAt(act.tap).payload);
      return { method: 'POST', url: '/webhook', ...zalo.webhook(sender, { event_name: '', ...parties, ...event }) };
    },
  };
}
