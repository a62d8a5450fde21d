import { randomUUID } from 'node:crypto';
import { senderOf } from '../../bot/channels/web/sender-cookie';
import { conversationId } from '../../server/conversation/accept-event';
import type { ThreePlatforms } from './three-platforms';
import { WebLearner } from './web-learner';

/** A message of the bot as a phone shows it. */
export type Shown = { readonly text: string; readonly buttons: readonly string[] };

/** What somebody can do on a phone. Each act resolves when the event is stored, before its reply. */
export type Phone = {
  readonly begin: () => Promise<void>;
  readonly say: (text: string) => Promise<unknown>;
  readonly tap: (label: string) => Promise<unknown>;
  /** A button that need not be on the screen any more, or not yet. */
  readonly tapValue: (label: string, value: string) => Promise<unknown>;
  /** Only where a phone can. */
  readonly sendPicture?: () => Promise<unknown>;
  /** Everything the bot has said so far. */
  readonly shown: () => Promise<readonly Shown[]>;
  /** The id of the conversation in the product. */
  readonly conversation: () => string;
};

export const phones = { web: webPhone, messenger: messengerPhone, zalo: zaloPhone } as const satisfies Readonly<
  Record<string, (platforms: ThreePlatforms) => Phone>
>;

function webPhone({ product, relay }: ThreePlatforms): Phone {
  const learner = new WebLearner(relay.address);
  const post = (event: object) => learner.post([{ id: randomUUID(), at: Date.now(), ...event }]);
  const tapValue = (text: string, value: string) => post({ kind: 'message', text, value });
  return {
    begin: async () => {
      await learner.open();
      await post({ kind: 'joined' });
    },
    say: (text) => post({ kind: 'message', text }),
    tap: (label) => tapValue(label, learner.last.options.find((option) => option.label === label)?.value ?? ''),
    tapValue,
    shown: async () => {
      await learner.read();
      return learner.said.map(({ text, options }) => ({ text, buttons: options.map(({ label }) => label) }));
    },
    conversation: () => conversationId(product.keys, 'web', 'web', senderOf(product.keys.of('web-chat'), learner.cookie) ?? ''),
  };
}

function messengerPhone({ product, meta }: ThreePlatforms): Phone {
  const { id } = meta.addLearner();
  return {
    begin: () => meta.open(id),
    say: (text) => meta.say(id, text),
    tap: (label) => meta.tap(id, label),
    tapValue: (label, value) => meta.postback(id, label, value),
    sendPicture: () => meta.sendMedia(id, { kind: 'image' }),
    shown: async () =>
      meta.received(id).map(({ text, quickReplies = [], buttons = [], cards = [] }) => ({
        text,
        buttons: [...quickReplies, ...buttons, ...cards.flatMap((card) => card.buttons)].map(({ title }) => title),
      })),
    conversation: () => conversationId(product.keys, 'messenger', 'page', id),
  };
}

function zaloPhone({ product, zalo }: ThreePlatforms): Phone {
  const { id } = zalo.addLearner();
  return {
    begin: () => zalo.follow(id),
    say: (text) => zalo.say(id, text),
    tap: (label) => zalo.tap(id, label),
    tapValue: (label, value) => zalo.say(id, `${label} #${value}`),
    sendPicture: () => zalo.sendMedia(id, { kind: 'image' }),
    shown: async () =>
      zalo.received(id).map(({ text, buttons = [], rows = [] }) => ({
        text: rows[0]?.title ?? text,
        buttons: [...rows.slice(1), ...buttons].map(({ title }) => title),
      })),
    conversation: () => conversationId(product.keys, 'zalo', 'oa', id),
  };
}
