/** What the learner did, as the server takes it. `at` is server time; an event without it is stamped when it is first sent. */
export type ChatEvent = { readonly id: string; readonly at?: string } & (
  | { readonly kind: 'message'; readonly text: string; readonly value?: string }
  | { readonly kind: 'joined'; readonly ref?: string }
);

export type Option = { readonly label: string; readonly value: string };

/** What the bot said. */
export type ShownReply = { readonly cursor: number; readonly text: string; readonly options: readonly Option[] };

export type Opening = {
  readonly state: 'new' | 'open' | 'locked';
  readonly code: boolean;
  readonly after: number;
  readonly now: number;
};

/** What `/replies` and the stream carry; `undefined` when it is neither, `idle` when the chat has been hidden. */
export function readReplies(raw: unknown): readonly ShownReply[] | 'idle' | undefined {
  if (!isRecord(raw)) return undefined;
  if (raw.idle === true) return 'idle';
  return Array.isArray(raw.replies) ? raw.replies.flatMap((one) => readReply(one) ?? []) : undefined;
}

/** `undefined` for a reply this version of the page does not know: it is passed over, the others are shown. */
export function readReply(raw: unknown): ShownReply | undefined {
  if (!isRecord(raw) || typeof raw.cursor !== 'number' || !isRecord(raw.payload)) return undefined;
  const { text, options } = raw.payload;
  if (typeof text !== 'string') return undefined;
  return { cursor: raw.cursor, text, options: Array.isArray(options) ? options.flatMap(readOption) : [] };
}

export function readOpening(raw: unknown): Opening | undefined {
  if (!isRecord(raw) || typeof raw.after !== 'number' || typeof raw.now !== 'number') return undefined;
  const { state } = raw;
  if (state !== 'new' && state !== 'open' && state !== 'locked') return undefined;
  return { state, code: raw.code === true, after: raw.after, now: raw.now };
}

export function isRecord(raw: unknown): raw is Record<string, unknown> {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

function readOption(raw: unknown): readonly Option[] {
  if (!isRecord(raw) || typeof raw.label !== 'string' || typeof raw.value !== 'string') return [];
  return [{ label: raw.label, value: raw.value }];
}
