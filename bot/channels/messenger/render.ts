import type { ChoiceReply, Reply } from '../../messages';
import type { Occasion, Outgoing } from '../channel';
import { splitText } from '../split-text';
import { buttonTemplateTextLength, messengerCapabilities as limits, mostButtons, mostQuickReplies, quickReplyTitleLength } from './limits';
import { bodyOf, type Content, carousel, lastingButtons, utilityBodyOf, withQuickReplies } from './message';

type Choice = ChoiceReply['payload'];

/**
 * Up to 13 choices are quick replies, up to 30 a row of cards; more are read and typed. What a button cannot hold stands in the text.
 * A push keeps its buttons until the learner comes; outside the window it is a utility message with the words Meta has approved.
 */
export function render(
  to: string,
  replies: readonly Reply[],
  idOf: (index: number) => string,
  { push }: Occasion = {},
): readonly Outgoing[] {
  if (push?.template !== undefined) return [{ id: idOf(0), to, body: utilityBodyOf(to, idOf(0), push.template) }];
  const contents = replies.flatMap((reply) => contentsOf(reply, push !== undefined));
  return contents.map((content, index) => ({ id: idOf(index), to, body: bodyOf(to, idOf(index), content, push !== undefined) }));
}

function contentsOf(reply: Reply, push: boolean): readonly Content[] {
  if (reply.type === 'text') return split(reply.payload.text).map((text) => ({ text }));
  return push && canLast(reply.payload) ? [lastingButtons(reply.payload.text, reply.payload.options)] : choiceOf(reply.payload);
}

function choiceOf({ text, options }: Choice): readonly Content[] {
  const fits = options.length <= limits.buttons;
  const short = areShort(options);
  const texts = split(fits && short ? text : `${text}\n\n${options.map(lineOf).join('\n')}`);
  const buttons = short ? options : options.map(({ label, value }, index) => ({ label: titleOf(label, index), value }));
  if (options.length <= mostQuickReplies) return withQuickReplies(texts, buttons);
  return [...texts.map((part) => ({ text: part })), ...(fits ? [carousel(buttons)] : [])];
}

function canLast({ text, options }: Choice): boolean {
  return options.length <= mostButtons && areShort(options) && limits.measure(text) <= buttonTemplateTextLength;
}

function areShort(options: Choice['options']): boolean {
  return options.every(({ label }) => limits.measure(label) <= quickReplyTitleLength);
}

const lettered = /^(☑ )?([A-Z])\. /;

function lineOf({ label }: Choice['options'][number], index: number): string {
  return lettered.test(label) ? label : `${index + 1}. ${label}`;
}

/** The letter of the choice in the text, or the label itself where a button holds it, or its number. */
function titleOf(label: string, index: number): string {
  const letter = lettered.exec(label);
  if (letter !== null) return `${letter[1] ?? ''}${letter[2] ?? ''}`;
  return limits.measure(label) <= quickReplyTitleLength ? label : String(index + 1);
}

function split(text: string): readonly string[] {
  return splitText(text, limits.textLength, limits.measure);
}
