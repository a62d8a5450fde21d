import type { ChoiceReply, Reply } from '../../messages';
import type { Outgoing } from '../channel';
import { splitText } from '../split-text';
import { messengerCapabilities as limits, mostQuickReplies, quickReplyTitleLength } from './limits';

type QuickReply = { readonly content_type: 'text'; readonly title: string; readonly payload: string };
type Part = { readonly text: string; readonly quickReplies: readonly QuickReply[] };

/** Buttons are quick replies, which vanish with the next message, so they go with the last part; what they cannot hold stands in the text. */
export function render(to: string, replies: readonly Reply[], idOf: (index: number) => string): readonly Outgoing[] {
  return replies.flatMap(partsOf).map((part, index) => {
    const id = idOf(index);
    return { id, to, body: bodyOf(to, id, part) };
  });
}

function partsOf(reply: Reply): readonly Part[] {
  const { text, quickReplies } = reply.type === 'text' ? { text: reply.payload.text, quickReplies: [] } : withChoices(reply.payload);
  const texts = splitText(text, limits.textLength, limits.measure);
  return texts.map((part, index) => ({ text: part, quickReplies: index === texts.length - 1 ? quickReplies : [] }));
}

const lettered = /^(☑ )?([A-Z])\. /;

function withChoices({ text, options }: ChoiceReply['payload']): Part {
  const short = options.every(({ label }) => limits.measure(label) <= quickReplyTitleLength);
  if (short && options.length <= mostQuickReplies)
    return { text, quickReplies: options.map((option) => quickReply(option.label, option.value)) };

  const lines = options.map(({ label }, index) => (lettered.test(label) ? label : `${index + 1}. ${label}`));
  const titles = options.map(({ label }, index) => titleOf(label, index));
  const quickReplies = options.length > mostQuickReplies ? [] : options.map(({ value }, index) => quickReply(titles[index] ?? '', value));
  return { text: `${text}\n\n${lines.join('\n')}`, quickReplies };
}

function titleOf(label: string, index: number): string {
  const letter = lettered.exec(label);
  if (letter !== null) return `${letter[1] ?? ''}${letter[2] ?? ''}`;
  return limits.measure(label) <= quickReplyTitleLength ? label : String(index + 1);
}

function quickReply(title: string, payload: string): QuickReply {
  return { content_type: 'text', title, payload };
}

/** Our id travels as `metadata` and comes back with the echo: the only way to know what became of a send whose answer was lost. */
function bodyOf(to: string, id: string, { text, quickReplies }: Part): string {
  const message = { text, metadata: id, ...(quickReplies.length > 0 ? { quick_replies: quickReplies } : {}) };
  return JSON.stringify({ recipient: { id: to }, messaging_type: 'RESPONSE', message });
}
