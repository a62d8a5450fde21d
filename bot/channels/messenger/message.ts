import type { ChoiceReply } from '../../messages';
import type { Template as ApprovedTemplate } from '../channel';
import { mostButtons } from './limits';

type Options = ChoiceReply['payload']['options'];
type QuickReply = { readonly content_type: 'text'; readonly title: string; readonly payload: string };
type Button = { readonly type: 'postback'; readonly title: string; readonly payload: string };
type Element = { readonly title: string; readonly buttons: readonly Button[] };
type Template =
  | { readonly template_type: 'button'; readonly text: string; readonly buttons: readonly Button[] }
  | { readonly template_type: 'generic'; readonly elements: readonly Element[] };

/** What the Send API takes as `message`, before our id is put on it. */
export type Content =
  | { readonly text: string; readonly quick_replies?: readonly QuickReply[] }
  | { readonly attachment: { readonly type: 'template'; readonly payload: Template } };

/** Buttons that stay in the thread until they are tapped. */
export function lastingButtons(text: string, options: Options): Content {
  return template({ template_type: 'button', text, buttons: options.map(button) });
}

/** A row of cards to swipe, three buttons on each, headed by which of the choices they are. */
export function carousel(options: Options): Content {
  const starts = options.flatMap((_, index) => (index % mostButtons === 0 ? [index] : []));
  const elements = starts.map((start) => {
    const buttons = options.slice(start, start + mostButtons).map(button);
    return { title: `${start + 1}–${start + buttons.length} / ${options.length}`, buttons };
  });
  return template({ template_type: 'generic', elements });
}

/** Quick replies belong to one message and vanish with the next, so they go with the last part of a text. */
export function withQuickReplies(texts: readonly string[], options: Options): readonly Content[] {
  const quickReplies = options.map(({ label, value }) => ({ content_type: 'text' as const, title: label, payload: value }));
  return texts.map((text, index) => (index === texts.length - 1 ? { text, quick_replies: quickReplies } : { text }));
}

/** Our id travels as `metadata` and comes back with the echo: the only way to know what became of a send whose answer was lost. */
export function bodyOf(to: string, id: string, content: Content, push: boolean): string {
  const message = { ...content, metadata: id };
  return JSON.stringify({ recipient: { id: to }, messaging_type: push ? 'UPDATE' : 'RESPONSE', message });
}

/** An approved template; values go by the names of its parameters. Whether Meta echoes `metadata` with it has not been tried. */
export function utilityBodyOf(to: string, id: string, { name, language, values = {} }: ApprovedTemplate): string {
  const parameters = Object.entries(values).map(([key, text]) => ({ type: 'text', parameter_name: key, text }));
  const components = parameters.length === 0 ? {} : { components: [{ type: 'body', parameters }] };
  const message = { template: { name, language: { code: language }, ...components }, metadata: id };
  return JSON.stringify({ recipient: { id: to }, messaging_type: 'UTILITY', message });
}

function button({ label, value }: Options[number]): Button {
  return { type: 'postback', title: label, payload: value };
}

function template(payload: Template): Content {
  return { attachment: { type: 'template', payload } };
}
