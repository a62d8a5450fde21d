import type { Reply } from '../messages';
import { type ButtonValue, encodeValue } from './button-value';
import type { Option } from './step';

/** A text with its buttons; commands and choices carry the number of the prompt they belong to. */
export function toReply(text: string, options: readonly Option[], prompt: number): Reply {
  if (options.length === 0) return { type: 'text', payload: { text } };
  const buttons = options.map(({ label, tap }) => ({ label, value: encodeValue(numbered(tap, prompt)) }));
  return { type: 'choice', payload: { text, options: buttons } };
}

function numbered(tap: ButtonValue, prompt: number): ButtonValue {
  return tap.kind === 'command' || tap.kind === 'choice' ? { ...tap, prompt } : tap;
}
