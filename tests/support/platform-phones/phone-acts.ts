import type { MessengerSimulator } from '../messenger-simulator';
import { type Fields, textOf } from '../platform-parts/fields';
import type { ZaloSimulator } from '../zalo-simulator';

export type Act = (id: string, fields: Fields) => Promise<unknown> | unknown;

const words = (fields: Fields): string => textOf(fields.text) ?? '';
const label = (fields: Fields): string => textOf(fields.label) ?? '';

/** Everything a person can do on the phone, by the name it has in the control API. */
export function zaloActs(zalo: ZaloSimulator): Readonly<Record<string, Act>> {
  return {
    follow: (id) => zalo.follow(id),
    open: (id, { link }) => (typeof link === 'string' && URL.canParse(link) ? zalo.acceptWidget(id, link) : zalo.chatNow(id)),
    say: (id, fields) => zalo.say(id, words(fields)),
    tap: (id, fields) => zalo.tap(id, label(fields)),
    picture: (id, fields) => zalo.sendMedia(id, { kind: 'image', ...urlOf(fields) }),
    sticker: (id) => zalo.sendMedia(id, { kind: 'sticker' }),
    see: (id) => zalo.see(id),
    leave: (id) => zalo.leave(id),
    block: (id) => zalo.block(id),
    unblock: (id) => zalo.block(id, false),
    'submit-info': (id) => zalo.submitInfo(id),
    withdraw: (id) => zalo.withdraw(id),
  };
}

export function messengerActs(meta: MessengerSimulator): Readonly<Record<string, Act>> {
  return {
    follow: (id) => meta.open(id),
    open: (id, fields) => meta.open(id, refOf(textOf(fields.link) ?? '')),
    say: (id, fields) => meta.say(id, words(fields)),
    tap: (id, fields) => meta.tap(id, label(fields)),
    postback: (id, fields) => meta.postback(id, label(fields), textOf(fields.payload) ?? ''),
    picture: (id, fields) => meta.sendMedia(id, { kind: 'image', ...urlOf(fields) }),
    sticker: (id) => meta.sendMedia(id, { kind: 'sticker' }),
    see: (id) => meta.read(id),
    leave: (id) => meta.leave(id),
    block: (id) => meta.block(id),
    unblock: (id) => meta.block(id, false),
    react: (id, fields) => meta.react(id, textOf(fields.messageId) ?? meta.received(id).at(-1)?.id ?? ''),
    'opt-in': (id, fields) => meta.optIn(id, textOf(fields.payload) ?? ''),
    'stop-notifications': (id) => meta.stopNotifications(id),
    'inbox-says': (id, fields) => meta.inboxSays(id, words(fields)),
  };
}

/** The `ref` of a link to the page, or what was typed if it is no link. */
function refOf(link: string): string | undefined {
  const ref = URL.canParse(link) ? (new URL(link).searchParams.get('ref') ?? '') : link;
  return /^[A-Za-z0-9_=-]{1,2083}$/.test(ref) ? ref : undefined;
}

function urlOf(fields: Fields): { readonly url?: string } {
  const url = textOf(fields.url);
  return url === undefined ? {} : { url };
}
