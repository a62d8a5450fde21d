import type { ChatMessage } from './learners';
import type { Platform } from './platform';

/** The rule that was broken, and the platform's code for it. */
export type Refusal = { readonly rule: string; readonly code: number; readonly subcode?: number };

export type Content = Pick<ChatMessage, 'kind' | 'text' | 'quickReplies' | 'buttons' | 'cards' | 'picture'>;

export function bad(rule: string, subcode?: number): Refusal {
  return { rule, code: 100, ...(subcode === undefined ? {} : { subcode }) };
}

export function isRefusal<Good extends object>(value: Good | Refusal): value is Refusal {
  return 'rule' in value && 'code' in value;
}

/** A text within its limit, cut short where the platform is lenient. The unit is not documented: the larger one is counted, after NFC. */
export function within(platform: Platform, rule: string, value: unknown, most: number): string | Refusal {
  if (typeof value !== 'string') return bad(rule);
  if (value.normalize('NFC').length <= most) return value;
  return platform.rules.limits === 'strict' ? bad(rule) : value.slice(0, most);
}
