/** As many letters as the longest question a person writes by phone; the server's own limit is higher. */
export const textLimit = 1000;

const invisible = /(?![\n\t])\p{Cc}|[\u200b\u2060\ufeff]/gu;

export type TypedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'too-long'; readonly length: number };

/** NFC, without control letters and zero-width spaces; joiners stay, emoji and some scripts need them. */
export function readTyped(typed: string): TypedText {
  const text = typed.normalize('NFC').replace(/\r\n?/g, '\n').replace(invisible, '').trim();
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(text)) return { kind: 'empty' };
  const length = [...text].length;
  return length > textLimit ? { kind: 'too-long', length } : { kind: 'text', text };
}
