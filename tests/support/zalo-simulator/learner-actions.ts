import type { ZaloLearner } from './learners';
import type { Platform } from './platform';

/** What a person does on the phone, and what the platform then tells the receiver. */
export async function follow(platform: Platform, learner: ZaloLearner): Promise<void> {
  learner.following = true;
  learner.left = false;
  platform.learners.interact(learner, platform.clock.now());
  await platform.tell(learner, 'follow', { oa_id: platform.account.oaId, follower: { id: learner.id }, source: 'oa_profile' });
}

export async function leave(platform: Platform, learner: ZaloLearner): Promise<void> {
  learner.following = false;
  learner.left = true;
  await platform.tell(learner, 'unfollow', { oa_id: platform.account.oaId, follower: { id: learner.id }, source: 'oa_profile' });
}

/** Told once a person and account, and only to somebody who never wrote. */
export async function clickChatNow(platform: Platform, learner: ZaloLearner): Promise<void> {
  platform.learners.interact(learner, platform.clock.now());
  if (learner.chatted) return;
  learner.chatted = true;
  await platform.tell(learner, 'user_click_chatnow', { oa_id: platform.account.oaId, user_id: learner.id });
}

export async function say(platform: Platform, learner: ZaloLearner, text: string, hidden = false): Promise<string> {
  const id = noteWords(platform, learner, { kind: hidden ? 'hidden' : 'text', text });
  if (platform.rules.syntaxFilter && !text.startsWith('#')) return id;
  await platform.tell(learner, 'user_send_text', { ...between(platform, learner), message: { text, msg_id: id } });
  return id;
}

/** A tap on `oa.query.*` arrives as text and nothing marks it; other buttons tell the account nothing. */
export async function tap(platform: Platform, learner: ZaloLearner, label: string | RegExp): Promise<string | undefined> {
  const action = actionNamed(learner, label);
  if (action === undefined) throw new Error(`no button ${label} on the phone of ${learner.name}`);
  return action.payload === undefined ? undefined : say(platform, learner, action.payload, action.hidden);
}

export type Media = {
  readonly kind: 'image' | 'gif' | 'audio' | 'video' | 'sticker' | 'file' | 'link' | 'location';
  readonly url?: string;
};

export async function sendMedia(
  platform: Platform,
  learner: ZaloLearner,
  { kind, url = `https://f6.photo.talk.zdn.vn/${kind}` }: Media,
): Promise<string> {
  const id = noteWords(platform, learner, { kind, text: '', picture: url });
  const attachments = [{ type: kind, payload: payloads[kind](url) }];
  await platform.tell(learner, `user_send_${kind}`, { ...between(platform, learner), message: { msg_id: id, attachments } });
  return id;
}

export async function see(platform: Platform, learner: ZaloLearner, ids: readonly string[]): Promise<void> {
  const { oaId } = platform.account;
  await platform.tell(learner, 'user_seen_message', { sender: { id: oaId }, recipient: { id: learner.id }, message: { msg_ids: ids } });
}

export async function submitInfo(platform: Platform, learner: ZaloLearner): Promise<void> {
  platform.learners.interact(learner, platform.clock.now());
  const info = { name: learner.name, phone: learner.phone, user_dob: '30/10/2008', gender: 'Nam' };
  await platform.tellOf(learner.id, 'user_submit_info', { ...between(platform, learner), info });
  await say(platform, learner, 'Bạn đã gởi thông tin cho OA');
}

/** Into the chat from a website that has the account's widget; the address of the page is told. */
export async function acceptWidget(platform: Platform, learner: ZaloLearner, url: string): Promise<void> {
  if (platform.rules.widgetOpensWindow) platform.learners.interact(learner, platform.clock.now());
  const data = { user_id: learner.id, user_external_id: '', url };
  await platform.tellOf(learner.id, 'widget_interaction_accepted', { data });
}

/** A person asks that what is known about them be erased. */
export async function withdraw(platform: Platform, learner: ZaloLearner): Promise<void> {
  await platform.tell(learner, 'user_withdraw', { oa_id: platform.account.oaId, user_id: learner.id });
}

const payloads: Readonly<Record<Media['kind'], (url: string) => object>> = {
  image: (url) => ({ thumbnail: url, url }),
  gif: (url) => ({ thumbnail: url, url }),
  audio: (url) => ({ url }),
  video: (url) => ({ thumbnail: url, description: '', url }),
  sticker: (url) => ({ id: 'sticker-1', url }),
  file: (url) => ({ url, size: '10240', name: 'don.pdf', checksum: 'd41d8cd98f00b204e9800998ecf8427e', type: 'pdf' }),
  link: (url) => ({ thumbnail: url, description: 'mô tả', url }),
  location: () => ({ coordinates: { latitude: '10.7769', longitude: '106.7009' } }),
};

function noteWords(platform: Platform, learner: ZaloLearner, words: { kind: string; text: string; picture?: string }): string {
  const id = platform.newMessageId();
  const at = platform.clock.now();
  learner.chatted = true;
  platform.learners.interact(learner, at);
  platform.learners.keep(learner, { id, from: 'learner', at, ...words });
  return id;
}

function between({ account }: Platform, learner: ZaloLearner): { readonly sender: object; readonly recipient: object } {
  return { sender: { id: learner.id }, recipient: { id: account.oaId } };
}

function actionNamed(learner: ZaloLearner, label: string | RegExp): { readonly payload?: string; readonly hidden: boolean } | undefined {
  const named = (title: string): boolean => (typeof label === 'string' ? title === label : label.test(title));
  for (const { buttons = [], rows = [] } of [...learner.messages].reverse()) {
    const button = buttons.find(({ title }) => named(title));
    if (button !== undefined)
      return button.type.startsWith('oa.query') ? { payload: button.payload, hidden: button.type.endsWith('hide') } : { hidden: true };
    const row = rows.find(({ title }) => named(title));
    if (row !== undefined) return row.payload === undefined ? { hidden: true } : { payload: row.payload, hidden: false };
  }
  return undefined;
}
