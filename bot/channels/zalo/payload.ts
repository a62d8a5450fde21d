import { createHash } from 'node:crypto';
import type { Template } from '../channel';
import { parseJson } from '../parse-json';
import { longestBody, longestPayload } from './limits';

/** What a button sends back: nothing marks it as a tap, so the words come first and the signed value after them. */
export function tapOf(label: string, value: string): string {
  return `${label} #${value}`;
}

const tap = /^(?<label>.*) #(?<value>[\w.-]+~[\w-]+)$/s;

/** Words, with the button's own value when they end with one. Whether we signed it is checked later. */
export function readTap(text: string): { readonly text: string; readonly value?: string } {
  const { label, value } = tap.exec(text)?.groups ?? {};
  return label === undefined || value === undefined || text.length > longestPayload ? { text } : { text: label, value };
}

export type Button = { readonly title: string; readonly payload: string };

/** A message between `render` and `send`: `plain` is what is said where buttons are refused; the words of a template are Zalo's to keep. */
export type Body = {
  readonly text: string;
  readonly buttons?: readonly Button[];
  readonly lines?: readonly Button[];
  readonly plain?: string;
  readonly template?: Pick<Template, 'name' | 'values'>;
};

export function writeBody(body: Body): string {
  return JSON.stringify(body);
}

export function readBody(text: string): Body | undefined {
  const fields = parseJson(Buffer.from(text), longestBody);
  return isBody(fields) ? fields : undefined;
}

function isBody(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string';
}

/** The code in a link of ours, `…/j/<code>`. */
export function codeInLink(url: string | undefined): string | undefined {
  return /\/j\/([\w-]{1,64})(?:[/?#]|$)/.exec(url ?? '')?.[1];
}

/** What an echo is known by: whom it went to and what it said, as a digest. */
export function markOf(to: string, text: string): string {
  return createHash('sha256')
    .update(`${to}\n${text.normalize('NFC').trim()}`)
    .digest('hex')
    .slice(0, 32);
}
