import type { ChoiceReply, Reply } from '../../messages';
import type { Occasion, Outgoing } from '../channel';
import { choiceLines } from '../choice-lines';
import { splitText } from '../split-text';
import {
  buttonTitleLength,
  listQuestionLength,
  longestPayload,
  mostButtons,
  mostListChoices,
  type Shows,
  zaloCapabilities,
} from './limits';
import { type Body, type Button, tapOf, writeBody } from './payload';

type Choice = ChoiceReply['payload'];
const { textLength, measure } = zaloCapabilities({ buttons: false, lists: false });

export type Manner = Occasion & { readonly shows: Shows };

/** Text first: the choices are read and typed; buttons and lists only where they are known to be taken. */
export function render(to: string, replies: readonly Reply[], idOf: (index: number) => string, manner: Manner): readonly Outgoing[] {
  const { push, shows } = manner;
  if (push?.template !== undefined) return [{ id: idOf(0), to, body: writeBody({ text: '', template: push.template }) }];
  const bodies = replies.flatMap((reply) => (reply.type === 'text' ? texts(reply.payload.text) : choiceOf(reply.payload, shows)));
  return bodies.map((body, index) => ({ id: idOf(index), to, body: writeBody(body) }));
}

function texts(text: string): readonly Body[] {
  return splitText(text, textLength, measure).map((part) => ({ text: part }));
}

function choiceOf({ text, options }: Choice, shows: Shows): readonly Body[] {
  const lines = choiceLines(options.map(({ label }) => label));
  const buttons = options.map(({ label, value }) => ({ title: label, payload: tapOf(label, value) }));
  const parts = splitText(text, textLength, measure);
  const [before, last] = [parts.slice(0, -1), parts.at(-1) ?? ''];
  const plain = `${last}\n\n${lines}`;
  const shown = measure(plain) <= textLength ? withButtons(last, buttons, shows) : undefined;
  return shown === undefined ? texts(`${text}\n\n${lines}`) : [...before.map((part) => ({ text: part })), { ...shown, plain }];
}

function withButtons(text: string, buttons: readonly Button[], { buttons: may, lists }: Shows): Body | undefined {
  const fit = buttons.every(({ title, payload }) => measure(title) <= buttonTitleLength && payload.length <= longestPayload);
  if (!may || !fit || buttons.length === 0) return undefined;
  if (buttons.length <= mostButtons) return { text, buttons };
  if (!lists || buttons.length > mostListChoices || measure(text) > listQuestionLength) return undefined;
  const lines = buttons.length - mostButtons;
  return { text, lines: buttons.slice(0, lines), buttons: buttons.slice(lines) };
}
