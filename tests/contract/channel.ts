import type { Channel, InboundEvent, RawRequest, Template } from '../../bot/channels/channel';
import { SendFailure, type SendFailureCode, sendFailures } from '../../bot/channels/send-failure';
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
  /** What must never be read in an error. */
  readonly secrets: readonly string[];
  /** Only where the platform reaches out to people: what it tells besides, and how its sends can fail. */
  readonly platform?: {
    readonly echo: (outboxId: string) => RawRequest;
    readonly media: RawRequest;
    readonly left: RawRequest;
    /** Approved by the platform, and one that is not; neither where nothing but free words is sent. */
    readonly templates?: { readonly approved: Template; readonly unknown: Template };
    /** Puts this trouble on the next send. */
    readonly troubles: readonly { readonly code: SendFailureCode; readonly begin: () => void }[];
  };
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
    const { channel, request, forged, genuine, secrets, platform } = make();
    const { capabilities } = channel;
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

    test('reads the same event twice in one request as one and the same', () => {
      const [first, second] = parsed(request([hello, hello]));

      expect(second).toEqual(first);
    });

    test('says what it can do in numbers that make sense', () => {
      const { buttons, buttonLength, textLength, windowMs = 1, quotas = [], perSecond, measure } = capabilities;

      const limits = [buttonLength, textLength, windowMs, perSecond, ...quotas.map(({ messages }) => messages)];
      for (const limit of limits) expect(limit).toBeGreaterThan(0);
      expect(buttons).toBeGreaterThanOrEqual(0);
      expect([measure(''), measure('a')]).toEqual([0, 1]);
      expect(capabilities.pull || capabilities.windowMs !== undefined).toBe(true);
    });

    const letters = (count: number): string => 'ă'.repeat(count);
    const replies: readonly { readonly what: string; readonly reply: Reply }[] = [
      { what: 'a word', reply: text('Chào') },
      { what: 'a text of the greatest length', reply: text(letters(capabilities.textLength)) },
      { what: 'a text one letter beyond it', reply: text(letters(capabilities.textLength + 1)) },
      { what: 'a text far beyond it', reply: text('Một câu ngắn. '.repeat(1_000)) },
      { what: 'families of several characters beyond it', reply: text('👩\u200d👩\u200d👧'.repeat(capabilities.textLength / 4)) },
      ...[1, 3, Math.max(4, capabilities.buttons), capabilities.buttons + 1].map((count) => ({
        what: `${count} short choices`,
        reply: choice(count, (index) => `Nút ${index + 1}`),
      })),
      {
        what: 'a choice of the greatest length of a button',
        reply: choice(2, (index) => `${index}${letters(capabilities.buttonLength - 1)}`),
      },
      { what: 'a choice one letter beyond it', reply: choice(2, (index) => `${index}${letters(capabilities.buttonLength)}`) },
      { what: 'long choices with letters', reply: choice(4, (index) => `${'ABCD'[index]}. ${'Một phương án rất dài '.repeat(3)}`) },
      {
        what: 'choices under a text beyond the greatest length',
        reply: choice(4, (index) => `Nút ${index}`, 'Một câu ngắn. '.repeat(700)),
      },
      {
        what: 'as many long choices as fit',
        reply: choice(Math.max(1, capabilities.buttons), (index) => `Phương án ${index + 1} ${'dài '.repeat(10)}`),
      },
    ];

    describe.each(replies)('$what', ({ reply }) => {
      test.each([false, true])('is rendered and sent; as a push: %s', async (push) => {
        const messages = channel.render(to, [reply], idOf, push ? { push: {} } : {});

        expect(messages.length).toBeGreaterThan(0);
        expect(messages.map(({ id }) => id)).toEqual(messages.map((_, index) => idOf(index)));
        expect(messages.every((message) => message.to === to)).toBe(true);
        for (const message of messages) await expect(channel.send(message, signal)).resolves.toEqual(expect.any(String));
      });

      test('loses no choice: each can be tapped or read', () => {
        const bodies = channel.render(to, [reply], idOf).map(({ body }) => said(body));
        const options = reply.type === 'choice' ? reply.payload.options : [];

        for (const { label, value } of options) {
          expect(bodies.some((strings) => strings.includes(value) || strings.some((one) => one.includes(label.trim())))).toBe(true);
        }
      });

      test('is rendered the same each time, so that a message is known by its id', () => {
        expect(channel.render(to, [reply], idOf)).toEqual(channel.render(to, [reply], idOf));
      });
    });

    test('cuts what it sends between letters, and loses none', () => {
      const families = '👩\u200d👩\u200d👧'.repeat(Math.ceil(capabilities.textLength / 4));
      const strings = channel.render(to, [text(families)], idOf).flatMap(({ body }) => said(body));

      expect(strings.filter((one) => one.includes('👩')).join('')).toBe(families);
      expect(strings.filter((one) => /^\u200d|\u200d$|\p{Cs}/u.test(one))).toEqual([]);
    });

    test('numbers the messages of a turn across its replies', () => {
      const messages = channel.render(to, [text('Một'), choice(2, (index) => `Nút ${index}`), text('Hai')], idOf);

      expect(messages.map(({ id }) => id)).toEqual(messages.map((_, index) => idOf(index)));
      expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    });

    if (platform === undefined) {
      test('is read by its own client, so that no send can fail', () => {
        expect(capabilities.pull).toBe(true);
      });
      return;
    }

    test('never takes its own echo for words of the learner', () => {
      const { events } = channel.parse(platform.echo(idOf(0)));

      expect(events).toMatchObject([{ state: 'echo', ...(capabilities.echo === 'with-id' ? { outboxId: idOf(0) } : {}) }]);
      expect(events.some((event) => 'kind' in event)).toBe(false);
    });

    test('answers a picture by its kind, and takes nothing of it', () => {
      const [event, ...rest] = parsed(platform.media);

      expect({ kind: event?.kind, rest }).toEqual({ kind: 'media', rest: [] });
      expect(JSON.stringify(event)).not.toMatch(/https?:/);
    });

    test('knows who has left', () => {
      expect(parsed(platform.left)).toMatchObject([{ kind: 'left' }]);
    });

    const { templates } = platform;
    test('has a form for every way that it says is left after the window', () => {
      const byTemplate = capabilities.afterWindow.some((way) => way !== 'paid-message');

      expect(byTemplate).toBe(templates !== undefined);
    });

    if (templates !== undefined) {
      const rendered = (template: Template) => channel.render(to, [text('Lời riêng'), choice(3, String)], idOf, { push: { template } });

      test('says an approved template in one message, and none of its own words', async () => {
        const [message, ...rest] = rendered(templates.approved);

        expect({ id: message?.id, to: message?.to, rest }).toEqual({ id: idOf(0), to, rest: [] });
        expect(message?.body).not.toContain('Lời riêng');
        await expect(channel.send(message ?? nothing, signal)).resolves.toEqual(expect.any(String));
      });

      test('is refused a template that the platform does not know', async () => {
        const failed = await channel.send(rendered(templates.unknown)[0] ?? nothing, signal).catch((error: unknown) => error);

        expect(failed).toMatchObject({ code: 'rejected' });
      });
    }

    test.each(platform.troubles)('says $code when a send fails so, and nothing of what was in it', async ({ code, begin }) => {
      begin();

      const failed = await channel
        .send(channel.render(to, [text('Lời riêng')], idOf)[0] ?? nothing, signal)
        .catch((error: unknown) => error);

      expect(failed).toBeInstanceOf(SendFailure);
      expect(failed).toMatchObject({ code });
      const told = `${failed instanceof Error ? `${failed.message}${failed.stack}` : ''}${JSON.stringify(failed)}`;
      for (const secret of [...secrets, 'Lời riêng', to]) expect(told).not.toContain(secret);
    });

    test('can fail in every way there is', () => {
      const shown = new Set(platform.troubles.map(({ code }) => code));

      expect(Object.keys(sendFailures).filter((code) => !shown.has(code as SendFailureCode))).toEqual([]);
    });
  });
}

const nothing = { id: '', to: '', body: '' };

function text(words: string): Reply {
  return { type: 'text', payload: { text: words } };
}

function choice(count: number, label: (index: number) => string, words = 'Bạn chọn gì?'): Reply {
  const options = Array.from({ length: count }, (_, index) => ({ label: label(index), value: `s.menu.c${index}.12~${'s'.repeat(22)}` }));
  return { type: 'choice', payload: { text: words, options } };
}

/** Every string in a message, wherever its platform wants it. */
function said(body: string): readonly string[] {
  const strings: string[] = [];
  JSON.parse(body, (_key, value: unknown) => {
    if (typeof value === 'string') strings.push(value);
    return value;
  });
  return strings;
}
