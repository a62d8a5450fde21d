import type { Misbehaviour } from '../platform-parts/troubles';
import type { ChatMessage } from './learners';

/** A message in short: whom it went to, what it said and what can be tapped. */
export type SentMessage = {
  readonly to: string;
  readonly text: string;
  readonly metadata: string;
  readonly quickReplies: readonly { readonly title: string; readonly payload: string }[];
};

export function inShort(to: string, { text, metadata = '', quickReplies = [], buttons = [], cards = [] }: ChatMessage): SentMessage {
  const all = [...quickReplies, ...buttons, ...cards.flatMap((card) => card.buttons)];
  const taps = all.flatMap(({ title, payload }) => (payload === undefined ? [] : [{ title, payload }]));
  return { to, text, metadata, quickReplies: taps };
}

/** What goes wrong with the next call: an error object, a status with a page, a line that drops, or no answer at all. */
export type Trouble =
  | { readonly error: { readonly code: number; readonly error_subcode?: number }; readonly status?: number }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly page?: string }
  | 'drop-before-answer'
  | 'never-answer';

export function once(trouble: Trouble): Misbehaviour {
  if (trouble === 'drop-before-answer') return { kind: 'drop-before-accepting', times: 1 };
  if (trouble === 'never-answer') return { kind: 'silent-after-accepting', times: 1 };
  if (!('error' in trouble)) return { kind: 'status', times: 1, ...trouble };
  const { code, error_subcode: subcode } = trouble.error;
  return { kind: 'error', times: 1, code, ...(subcode === undefined ? {} : { subcode }), status: trouble.status ?? 400 };
}
