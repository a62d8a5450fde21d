import { type MessageContent, ZaloApiError, type ZaloOa } from 'zalo-oa-sdk';
import type { Channel, Outgoing } from '../channel';
import { SendFailure } from '../send-failure';
import { failureOf } from './failure-of';
import { type Body, type Button, markOf, readBody } from './payload';

export type SendParts = {
  readonly zalo: Pick<ZaloOa, 'messages' | 'templates'>;
  /** Told when the platform does not take buttons: they are no longer shown. */
  readonly onButtonsRefused: () => void;
};

/** Posts to the account's consultation messages, or a template; where buttons are refused the same is said without them. */
export function createSend({ zalo, onButtonsRefused }: SendParts): Channel['send'] {
  return async ({ to, body }, signal) => {
    const message = readBody(body);
    if (message === undefined) throw new SendFailure('rejected');
    if (message.template !== undefined) return sendTemplate(zalo, to, message.template, signal);
    const say = async (content: MessageContent): Promise<string> => (await zalo.messages.send(to, content, { signal })).messageId;
    try {
      return await say(contentOf(message));
    } catch (error) {
      if (message.plain === undefined || !isRefusedKind(error)) throw failureOf(error);
      onButtonsRefused();
      return say({ kind: 'text', text: message.plain }).catch((again: unknown) => {
        throw failureOf(again);
      });
    }
  };
}

async function sendTemplate(
  zalo: SendParts['zalo'],
  to: string,
  { name, values = {} }: NonNullable<Body['template']>,
  signal: AbortSignal,
) {
  try {
    return (await zalo.templates.sendToUser(to, { templateId: name, data: values }, { signal })).messageId;
  } catch (error) {
    throw failureOf(error);
  }
}

/** The echo has the words alone, with or without the choices under them. */
export function marksOf({ to, body }: Outgoing): readonly string[] {
  const { text, plain, template } = readBody(body) ?? {};
  if (template !== undefined) return []; // what an echo of it says is not known
  return [text, plain].flatMap((words) => (words === undefined ? [] : markOf(to, words)));
}

/** How the platform says that it does not know buttons, or not any more. */
function isRefusedKind(error: unknown): boolean {
  return error instanceof ZaloApiError && (error.code === -201 || error.code === -233);
}

function contentOf({ text, buttons = [], lines }: Body): MessageContent {
  if (buttons.length === 0) return { kind: 'text', text };
  if (lines === undefined) return { kind: 'buttons', text, buttons: buttons.map(query) };
  const elements = lines.map(({ title, payload }) => ({ title, action: { type: 'oa.query.hide', payload } }) as const);
  return { kind: 'list', elements: [{ title: text, subtitle: text }, ...elements], buttons: buttons.map(query) };
}

/** Hidden in the chat: what comes back would show the signed value. */
function query({ title, payload }: Button) {
  return { type: 'oa.query.hide', title, payload } as const;
}
