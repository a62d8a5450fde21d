import type { Channel, InboundEvent, RawRequest } from '../../bot/channels/channel';
import type { Reply } from '../../bot/messages';

/** What a channel's own test knows of its platform, so that the same cases can be put to every channel. */
export type ChannelUnderTest = {
  readonly channel: Channel;
  /** A genuine request that carries these events, in the platform's words; `strange` adds an entry of no known kind. */
  readonly request: (events: readonly ContractEvent[], strange?: boolean) => RawRequest;
  /** The same request as somebody else would send it. */
  readonly forged: readonly { readonly how: string; readonly request: RawRequest }[];
  /** A genuine request around any bytes. */
  readonly genuine: (body: Buffer) => RawRequest;
};

export type ContractEvent =
  | { readonly id: string; readonly text: string; readonly value?: string }
  | { readonly id: string; readonly ref: string };

const signal = new AbortController().signal;
const hello: ContractEvent = { id: 'event-0001', text: 'xin chào' };
const to = 'person-1';
const idOf = (index: number): string => `web:web:abc:7:${index}`;

/** What every channel must do, whatever the platform. */
export function channelContract(name: string, make: () => ChannelUnderTest): void {
  describe(`${name}, as every channel`, () => {
    const { channel, request, forged, genuine } = make();
    const parsed = (raw: RawRequest): readonly InboundEvent[] =>
      channel.parse(raw).events.flatMap((event) => ('kind' in event ? [event] : []));

    test('takes a request that is genuine', () => {
      expect(channel.isGenuine(request([hello]))).toBe(true);
    });

    test.each(forged)('refuses one $how', ({ request: raw }) => {
      expect(channel.isGenuine(raw)).toBe(false);
    });

    test('reads typed words, taps and links', () => {
      const events = parsed(
        request([hello, { id: 'event-0002', text: 'B. Không', value: 'a.k.1.0.B~sig' }, { id: 'event-0003', ref: 'K7Q4M2XT' }]),
      );

      expect(events).toMatchObject([
        { kind: 'message', text: 'xin chào', channel: channel.name, account: channel.account },
        { kind: 'message', text: 'B. Không', value: 'a.k.1.0.B~sig' },
        { kind: 'joined', ref: 'K7Q4M2XT' },
      ]);
    });

    test('gives the same event the same id each time, and another event another', () => {
      const [first, again, other] = [
        parsed(request([hello])),
        parsed(request([hello])),
        parsed(request([{ id: 'event-0009', text: 'xin chào' }])),
      ];

      expect(again[0]?.id).toBe(first[0]?.id);
      expect(other[0]?.id).not.toBe(first[0]?.id);
    });

    test('passes over a strange entry, counts it, and keeps the others', () => {
      const { events, skipped, malformed } = channel.parse(request([hello, { id: 'event-0002', text: 'B' }], true));

      expect({ events: events.length, skipped, malformed }).toEqual({ events: 2, skipped: 1, malformed: undefined });
    });

    test.each([
      { body: 'nothing', bytes: Buffer.alloc(0) },
      { body: 'no JSON', bytes: Buffer.from('{"events":') },
      { body: 'broken UTF-8', bytes: Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]) },
      { body: 'null', bytes: Buffer.from('null') },
      { body: 'bytes of no meaning', bytes: Buffer.from([0, 255, 254, 1, 2, 3]) },
      { body: 'a megabyte and more', bytes: Buffer.alloc(1_100_000, 0x20) },
    ])('calls a body of $body malformed, and throws nothing', ({ bytes }) => {
      expect(channel.parse(genuine(bytes))).toEqual({ events: [], skipped: 0, malformed: true });
    });

    test.each([
      { sent: 'decomposed letters', text: 'Ti\u00ea\u0301ng Vie\u0323\u0302t', read: 'Tiếng Việt' },
      { sent: 'NUL and zero-width characters', text: 'A\u0000\u200b\ufeff', read: 'A' },
      { sent: 'marks that turn the direction', text: '\u202eabc\u202c', read: 'abc' },
      { sent: 'an emoji of several characters', text: '👩\u200d👩\u200d👧', read: '👩\u200d👩\u200d👧' },
      { sent: 'an operator', text: '{"$ne":1}', read: '{"$ne":1}' },
    ])('cleans $sent', ({ text, read }) => {
      expect(parsed(request([{ id: 'event-0001', text }]))).toMatchObject([{ text: read }]);
    });

    test('cuts a text that is too long, between letters', () => {
      const [event] = parsed(request([{ id: 'event-0001', text: 'ế👍'.repeat(9_000) }]));

      const text = event?.kind === 'message' ? event.text : '';
      expect(text.length).toBeGreaterThan(500);
      expect(text.length).toBeLessThanOrEqual(2000);
      expect(text).not.toMatch(/\p{Cs}/u);
    });

    test.each(['accepted', 'refused', 'malformed', 'unavailable', 'handshake'] as const)(
      'has an answer for %s that says nothing of the inside',
      (outcome) => {
        const answer = channel.answer(request([hello]), outcome);

        expect(answer.status).toBeGreaterThanOrEqual(200);
        expect(answer.status).toBeLessThan(600);
        expect(answer.body ?? '').not.toMatch(/at .*:\d+:\d+|Error:/);
      },
    );

    test('asks for a refused store to be tried again', () => {
      expect(channel.answer(request([hello]), 'unavailable').status).toBe(503);
    });

    const replies: readonly { readonly what: string; readonly reply: Reply }[] = [
      { what: 'a word', reply: { type: 'text', payload: { text: 'Chào' } } },
      { what: 'a text of the greatest length', reply: { type: 'text', payload: { text: 'ă'.repeat(channel.capabilities.textLength) } } },
      { what: 'a text beyond it', reply: { type: 'text', payload: { text: 'Một câu ngắn. '.repeat(1_000) } } },
      ...[1, channel.capabilities.buttons, channel.capabilities.buttons + 1].map((count) => ({
        what: `${count} short choices`,
        reply: choice(count, (index) => `Nút ${index + 1}`),
      })),
      { what: 'long choices with letters', reply: choice(4, (index) => `${'ABCD'[index]}. ${'Một phương án rất dài '.repeat(3)}`) },
      {
        what: 'as many long choices as fit',
        reply: choice(channel.capabilities.buttons, (index) => `Phương án ${index + 1} ${'dài '.repeat(10)}`),
      },
    ];

    test.each(replies)('renders and sends $what', async ({ reply }) => {
      const messages = channel.render(to, [reply], idOf);

      expect(messages.length).toBeGreaterThan(0);
      expect(messages.map(({ id }) => id)).toEqual(messages.map((_, index) => idOf(index)));
      for (const message of messages) await expect(channel.send(message, signal)).resolves.toEqual(expect.any(String));
    });

    test('numbers the messages of a turn across its replies', () => {
      const [first, second] = replies;
      const messages = channel.render(to, first && second ? [first.reply, second.reply] : [], idOf);

      expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    });
  });
}

function choice(count: number, label: (index: number) => string): Reply {
  const options = Array.from({ length: count }, (_, index) => ({ label: label(index), value: `s.menu.c${index}.12~${'s'.repeat(22)}` }));
  return { type: 'choice', payload: { text: 'Bạn chọn gì?', options } };
}
