import type { Channel, InboundEvent, RawRequest } from '../channel';
import { cleanText } from '../clean-text';
import { parseJson } from '../parse-json';
import { longestBody, longestText, mostEvents } from './limits';
import { webBody, webEvent } from './payload';
import { senderOf } from './sender-cookie';

type Parsed = ReturnType<Channel['parse']>;

/** The events of one chat page. The page's clock may be wrong, but never ahead of ours. */
export function parse(request: RawRequest, key: Buffer, now: Date): Parsed {
  const sender = senderOf(key, request.headers.cookie);
  const body = webBody.safeParse(parseJson(request.body, longestBody));
  if (sender === undefined || !body.success || body.data.events.length > mostEvents) return { events: [], skipped: 0, malformed: true };

  const events = body.data.events.flatMap((raw) => readEvent(raw, sender, now) ?? []);
  return { events, skipped: body.data.events.length - events.length };
}

function readEvent(raw: unknown, sender: string, now: Date): InboundEvent | undefined {
  const { data } = webEvent.safeParse(raw);
  if (data === undefined) return undefined;

  const at = new Date(Math.min(data.at ?? now.getTime(), now.getTime()));
  const about = { id: data.id, channel: 'web', account: 'web', sender, at } as const;
  if (data.kind === 'joined') return { ...about, kind: 'joined', ...(data.ref === undefined ? {} : { ref: cleanText(data.ref, 200) }) };
  const text = cleanText(data.text, longestText);
  return { ...about, kind: 'message', text, ...(data.value === undefined ? {} : { value: data.value }) };
}
