import type { Call, CallOptions } from '../call';
import { type Fields, fieldsOf, present, textOf } from '../json';

/** Whom an article goes to. How several values are written is disputed; joined by commas is what this does. */
export type Audience = {
  /** 0: up to 12, 1: 13–17, 2: 18–24, 3: 25–34, 4: 35–44, 5: 45–54, 6: 55–64, 7: 65 and more. */
  readonly ages?: readonly number[];
  readonly gender?: 'all' | 'male' | 'female';
  /** 0 north, 1 middle, 2 south. */
  readonly regions?: readonly number[];
  /** Numbers of the platform's own, 0 to 63; override regions. */
  readonly cities?: readonly number[];
  /** 1 iOS, 2 Android, 3 Windows Phone. */
  readonly platforms?: readonly number[];
};

const genders = { all: '0', male: '1', female: '2' } as const;

/** Articles to many followers: reviewed for half an hour, sent between 06:00 and 22:00 only, five at most. There is no free text. */
export function broadcastsOf(call: Call) {
  return {
    sendArticles: (audience: Audience, articleIds: readonly string[], options?: CallOptions): Promise<{ readonly messageId: string }> =>
      call({ host: 'oa', method: 'POST', path: '/v2.0/oa/message', body: bodyOf(audience, articleIds), read: readMessageId }, options),
  };
}

function bodyOf({ ages, gender, regions, cities, platforms }: Audience, articleIds: readonly string[]): Fields {
  const target = present({
    ages: ages?.join(','),
    gender: gender && genders[gender],
    locations: regions?.join(','),
    cities: cities?.join(','),
    platform: platforms?.join(','),
  });
  const elements = articleIds.map((id) => ({ media_type: 'article', attachment_id: id }));
  return { recipient: { target }, message: { attachment: { type: 'template', payload: { template_type: 'media', elements } } } };
}

function readMessageId(data: unknown): { readonly messageId: string } | undefined {
  const messageId = textOf(fieldsOf(data)?.message_id);
  return messageId === undefined ? undefined : { messageId };
}
