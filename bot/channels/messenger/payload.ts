/** The parts of Messenger's webhook bodies that are looked at, each of them doubted until read. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

export function textOf(value: unknown, longest = 1000): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined;
}

/** Ids are text in our code, even where the platform prints a number. */
export function idOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  return textOf(value, 300);
}

/** Milliseconds as a number or as digits; some events come in seconds. */
export function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
  if (typeof time !== 'number' || !Number.isFinite(time) || time <= 0 || time > 8.64e15) return undefined;
  return time < 1e12 ? time * 1000 : time;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What the Send API answers. */
export type SendAnswer = {
  readonly messageId?: string;
  readonly error?: { readonly code: number; readonly subcode: number | undefined };
};

export function readSendAnswer(text: string): SendAnswer | undefined {
  const answer = parsed(text);
  const error = fieldsOf(answer?.error);
  if (error !== undefined) {
    const { code, error_subcode: subcode } = error;
    return { error: { code: typeof code === 'number' ? code : -1, subcode: typeof subcode === 'number' ? subcode : undefined } };
  }
  const messageId = textOf(answer?.message_id);
  return messageId === undefined ? undefined : { messageId };
}

function parsed(text: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}
