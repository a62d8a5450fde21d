import type { MessengerSimulator } from '../messenger-simulator';
import type { ChatButton } from '../messenger-simulator/learners';
import type { ZaloSimulator } from '../zalo-simulator';

export type Choice = { readonly label: string; readonly sort: 'quick' | 'button' | 'link'; readonly url?: string };
export type Card = { readonly title: string; readonly subtitle?: string; readonly picture?: string; readonly choices: readonly Choice[] };
export type PhoneMessage = {
  readonly id: string;
  readonly from: 'learner' | 'account';
  readonly at: number;
  readonly text: string;
  readonly kind: string;
  readonly picture?: string;
  readonly choices: readonly Choice[];
  readonly cards: readonly Card[];
  readonly price?: number;
};

/** What a person sees on the phone. */
export type Phone = {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly state: readonly string[];
  readonly lastAction: number | undefined;
  readonly messages: readonly PhoneMessage[];
};

export function zaloPhone(zalo: ZaloSimulator, id: string): Phone {
  const learner = zalo.learner(id);
  const { following, blocked, left, lastInteraction } = learner;
  const messages = learner.messages.map(
    ({ from, buttons = [], rows = [], picture, price, ...message }): PhoneMessage => ({
      ...pick(message),
      from: from === 'oa' ? 'account' : 'learner',
      choices: buttons.map(({ title, type, payload }) =>
        type === 'oa.open.url' ? { label: title, sort: 'link', url: payload } : { label: title, sort: 'button' },
      ),
      cards: rows.map(({ title, subtitle, url, payload }) => ({
        title,
        ...(subtitle === undefined ? {} : { subtitle }),
        choices:
          url !== undefined ? [{ label: title, sort: 'link', url }] : payload === undefined ? [] : [{ label: title, sort: 'button' }],
      })),
      ...(picture === undefined ? {} : { picture }),
      ...(price === undefined ? {} : { price }),
    }),
  );
  const state = [...(following ? ['following'] : []), ...(left ? ['left'] : []), ...(blocked ? ['blocked'] : [])];
  return { id, name: learner.name, account: zalo.platform.account.oaName, state, lastAction: lastInteraction, messages };
}

export function messengerPhone(meta: MessengerSimulator, id: string): Phone {
  const learner = meta.learner(id);
  const { started, blocked, stopped, owner, lastAction } = learner;
  const messages = learner.messages.map(
    ({ from, quickReplies = [], buttons = [], cards = [], picture, ...message }, index): PhoneMessage => ({
      ...pick(message),
      from: from === 'page' ? 'account' : 'learner',
      choices: [
        ...buttons.map(choiceOf),
        ...(index === learner.messages.length - 1 ? quickReplies.map(({ title }): Choice => ({ label: title, sort: 'quick' })) : []),
      ],
      cards: cards.map(({ buttons: own, ...card }) => ({ ...card, choices: own.map(choiceOf) })),
      ...(picture === undefined ? {} : { picture }),
    }),
  );
  const state = [
    ...(started ? ['started'] : []),
    ...(stopped ? ['left'] : []),
    ...(blocked ? ['blocked'] : []),
    ...(owner === 'inbox' ? ['with a person'] : []),
  ];
  return { id, name: learner.name, account: meta.platform.account.pageName, state, lastAction, messages };
}

function pick({ id, at, text, kind }: { readonly id: string; readonly at: number; readonly text: string; readonly kind: string }) {
  return { id, at, text, kind };
}

function choiceOf({ title, url }: ChatButton): Choice {
  return url === undefined ? { label: title, sort: 'button' } : { label: title, sort: 'link', url };
}
