import type { ChatButton, MessengerLearner } from './learners';
import { inboxAppId } from './options';
import type { Platform } from './platform';
import { tellEcho } from './send-api';

/** What a person does on the phone, and what the platform then tells the receiver. */
export async function say(platform: Platform, learner: MessengerLearner, text: string, quickReply?: string): Promise<string> {
  const id = noteWords(platform, learner, { kind: 'text', text });
  const tapped = quickReply === undefined ? {} : { quick_reply: { payload: quickReply } };
  await tellMessage(platform, learner, { mid: id, text, ...tapped });
  return id;
}

/** A link with a `ref`: into a chat that is there, or to a new one, which starts with a tap on Get Started. */
export async function openLink(platform: Platform, learner: MessengerLearner, ref: string | undefined): Promise<void> {
  const told = ref !== undefined && platform.rules.refsArrive;
  const referral = told ? { referral: { ref, source: 'SHORTLINK', type: 'OPEN_THREAD' } } : {};
  if (!learner.started) return getStarted(platform, learner, referral);
  platform.learners.act(learner, platform.clock.now());
  if (told) await platform.tell('messaging_referrals', learner, { ...between(platform, learner), ...referral });
}

export async function getStarted(platform: Platform, learner: MessengerLearner, referral: object = {}): Promise<void> {
  const started = platform.profile.get('get_started');
  const payload = typeof started === 'object' && started !== null && 'payload' in started ? String(started.payload) : 'GET_STARTED';
  await postback(platform, learner, { title: 'Bắt đầu', payload }, referral);
}

/** Quick replies of the newest message only; buttons and cards for ever; then the menu. */
export async function tap(platform: Platform, learner: MessengerLearner, label: string | RegExp): Promise<void> {
  const named = ({ title }: ChatButton): boolean => (typeof label === 'string' ? title === label : label.test(title));
  const quickReply = learner.messages.at(-1)?.quickReplies?.find(named);
  if (quickReply !== undefined) return void (await say(platform, learner, quickReply.title, quickReply.payload));
  for (const message of [...learner.messages].reverse()) {
    const buttons = [...(message.buttons ?? []), ...(message.cards ?? []).flatMap((card) => card.buttons)];
    const button = buttons.find(named);
    if (button !== undefined && message.kind === 'opt-in') return optIn(platform, learner, button.payload ?? '');
    if (button?.payload !== undefined) return postback(platform, learner, { title: button.title, payload: button.payload });
    if (button !== undefined) return;
  }
  throw new Error(`no button ${label} on the phone of ${learner.name}`);
}

export async function postback(
  platform: Platform,
  learner: MessengerLearner,
  button: { readonly title: string; readonly payload: string },
  more: object = {},
): Promise<void> {
  const id = platform.newMessageId();
  platform.learners.act(learner, platform.clock.now());
  platform.learners.keep(learner, { id, from: 'learner', at: platform.clock.now(), kind: 'tap', text: button.title });
  const mid = platform.rules.postbackIds ? { mid: id } : {};
  if (learner.owner === 'inbox')
    return platform.tell('standby', learner, { ...between(platform, learner), postback: { ...mid, title: button.title } });
  await platform.tell('messaging_postbacks', learner, { ...between(platform, learner), postback: { ...mid, ...button, ...more } });
}

export type Media = { readonly kind: 'image' | 'audio' | 'video' | 'file' | 'sticker' | 'fallback'; readonly url?: string };

export async function sendMedia(
  platform: Platform,
  learner: MessengerLearner,
  { kind, url = 'https://scontent.example.vn/1' }: Media,
): Promise<string> {
  const id = noteWords(platform, learner, { kind, text: '', picture: url });
  const attachment =
    kind === 'fallback' ? { type: kind } : { type: kind, payload: kind === 'sticker' ? { url, sticker_id: '369239263222822' } : { url } };
  await tellMessage(platform, learner, { mid: id, attachments: [attachment] });
  return id;
}

export async function react(platform: Platform, learner: MessengerLearner, messageId: string): Promise<void> {
  platform.learners.act(learner, platform.clock.now());
  const reaction = { mid: messageId, action: 'react', emoji: '❤️', reaction: 'love' };
  await platform.tell('message_reactions', learner, { ...between(platform, learner), reaction });
}

export async function edit(platform: Platform, learner: MessengerLearner, messageId: string, text: string): Promise<void> {
  await platform.tell('message_edits', learner, { ...between(platform, learner), message_edit: { mid: messageId, text, num_edit: 1 } });
}

export async function read(platform: Platform, learner: MessengerLearner): Promise<void> {
  await platform.tell('message_reads', learner, { ...between(platform, learner), read: { watermark: platform.clock.now() } });
}

/** Agreeing to notifications does not open the window. */
export async function optIn(platform: Platform, learner: MessengerLearner, payload: string): Promise<void> {
  learner.optInToken ??= platform.parts.random.word(30);
  await tellOptIn(platform, learner, { payload, user_token_status: 'NOT_REFRESHED' });
}

export async function stopNotifications(platform: Platform, learner: MessengerLearner): Promise<void> {
  learner.optInToken ??= platform.parts.random.word(30);
  await tellOptIn(platform, learner, { notification_messages_status: 'STOP NOTIFICATIONS' });
}

/** A person at the page writes: the chat is theirs until it is given back. */
export async function inboxSays(platform: Platform, learner: MessengerLearner, text: string): Promise<void> {
  const id = platform.newMessageId();
  learner.owner = 'inbox';
  platform.learners.keep(learner, { id, from: 'page', at: platform.clock.now(), kind: 'text', text, why: 'inbox' });
  await tellEcho(platform, learner, { id, content: { kind: 'text', text }, metadata: undefined, appId: inboxAppId });
}

export async function enforcePolicy(platform: Platform, action: 'warning' | 'block' | 'unblock'): Promise<void> {
  platform.switches.restricted = action === 'block';
  const enforcement = { action, ...(action === 'unblock' ? {} : { reason: 'Chính sách' }) };
  const event = { recipient: { id: platform.account.pageId }, timestamp: platform.stamp(), policy_enforcement: enforcement };
  await platform.tell('messaging_policy_enforcement', undefined, event);
}

function tellOptIn(platform: Platform, learner: MessengerLearner, fields: object): Promise<void> {
  const token = { notification_messages_token: learner.optInToken, notification_messages_timezone: 'Asia/Ho_Chi_Minh' };
  const optin = { type: 'notification_messages', title: 'Bài học mới', ...token, ...fields };
  return platform.tell('messaging_optins', learner, { ...between(platform, learner), optin });
}

function tellMessage(platform: Platform, learner: MessengerLearner, message: object): Promise<void> {
  const field = learner.owner === 'inbox' ? 'standby' : 'messages';
  return platform.tell(field, learner, { ...between(platform, learner), message });
}

function noteWords(platform: Platform, learner: MessengerLearner, words: { kind: string; text: string; picture?: string }): string {
  const [id, at] = [platform.newMessageId(), platform.clock.now()];
  platform.learners.act(learner, at);
  learner.lastMessage = at;
  learner.stopped = false;
  platform.learners.keep(learner, { id, from: 'learner', at, ...words });
  return id;
}

function between(platform: Platform, learner: MessengerLearner): object {
  return { sender: { id: learner.id }, recipient: { id: platform.account.pageId }, timestamp: platform.stamp() };
}
