import fc from 'fast-check';
import { render } from '../../../../bot/channels/messenger/render';
import type { Reply } from '../../../../bot/messages';

type Rendered = {
  readonly messaging_type: string;
  readonly message: {
    readonly text?: string;
    readonly metadata: string;
    readonly quick_replies?: readonly { readonly title: string; readonly payload: string }[];
    readonly attachment?: { readonly type: string; readonly payload: Template };
  };
};
type Button = { readonly type: string; readonly title: string; readonly payload: string };
type Template = {
  readonly template_type: string;
  readonly text?: string;
  readonly buttons?: readonly Button[];
  readonly elements?: readonly { readonly title: string; readonly buttons: readonly Button[] }[];
};

const places = (count: number) => Array.from({ length: count }, (_, index) => `Nơi ${index + 1}`);

describe('choices in Messenger', () => {
  test('beyond 13 are a row of cards with three buttons each, after the text', () => {
    const [text, cards, ...rest] = rendered(choice('Bạn ở đâu?', places(14)));

    expect(text?.message).toEqual({ text: 'Bạn ở đâu?', metadata: 'c:1:0' });
    expect(cards?.message.metadata).toBe('c:1:1');
    expect(cards?.message.attachment?.payload.elements?.map(({ title, buttons }) => [title, buttons.length])).toEqual([
      ['1–3 / 14', 3],
      ['4–6 / 14', 3],
      ['7–9 / 14', 3],
      ['10–12 / 14', 3],
      ['13–14 / 14', 2],
    ]);
    expect(rest).toEqual([]);
  });

  test('that are long and many are numbered in the text and on the cards', () => {
    const long = places(14).map((place) => `${place}, một nơi có tên rất dài`);

    const [text, cards] = rendered(choice('Bạn ở đâu?', long));

    expect(text?.message.text).toContain('\n14. Nơi 14, một nơi có tên rất dài');
    expect(cards?.message.attachment?.payload.elements?.at(-1)?.buttons.map(({ title }) => title)).toEqual(['13', '14']);
  });

  test('beyond 30 are read and typed', () => {
    const all = rendered(choice('Bạn ở đâu?', places(31)));

    expect(all.map(({ message }) => message.attachment ?? message.quick_replies)).toEqual([undefined]);
    expect(all[0]?.message.text).toContain('\n31. Nơi 31');
  });

  test('of a push stay in the thread, and the push says that it answers nothing', () => {
    const [push] = rendered(choice('Có bài học mới.', ['Học ngay', 'Để sau']), true);

    expect(push?.messaging_type).toBe('UPDATE');
    expect(push?.message.attachment?.payload).toEqual({
      template_type: 'button',
      text: 'Có bài học mới.',
      buttons: [
        { type: 'postback', title: 'Học ngay', payload: 'v0' },
        { type: 'postback', title: 'Để sau', payload: 'v1' },
      ],
    });
  });

  test.each([
    { what: 'more than three', text: 'Có bài học mới.', labels: places(4) },
    { what: 'longer than a button', text: 'Có bài học mới.', labels: ['Một lựa chọn dài hơn một nút bấm'] },
    { what: 'under a text longer than a template', text: 'Có bài học mới. '.repeat(50), labels: ['Học ngay'] },
  ])('of a push that are $what are quick replies', ({ text, labels }) => {
    expect(rendered(choice(text, labels), true).at(-1)?.message.quick_replies).toHaveLength(labels.length);
  });

  test('keep every limit of the platform and lose no value, whatever they are', () => {
    const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    const labels = fc.array(label, { minLength: 1, maxLength: 45 });

    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 900 }), labels, fc.boolean(), (text, all, push) => {
        const messages = rendered(choice(`Hỏi: ${text}`, all), push);

        for (const { message } of messages) expect(faultsOf(message)).toEqual([]);
        const values = messages.flatMap(({ message }) => buttonsOf(message).map(({ payload }) => payload));
        expect(values).toEqual(all.length > 30 ? [] : all.map((_, index) => `v${index}`));
      }),
      { numRuns: 150 },
    );
  });
});

function rendered(reply: Reply, push = false): readonly Rendered[] {
  return render('1', [reply], (index) => `c:1:${index}`, push ? { push: {} } : {}).map(({ body }) => JSON.parse(body));
}

function choice(text: string, labels: readonly string[]): Reply {
  return { type: 'choice', payload: { text, options: labels.map((label, index) => ({ label, value: `v${index}` })) } };
}

function buttonsOf({ quick_replies: quickReplies, attachment }: Rendered['message']) {
  const template = attachment?.payload;
  return [...(quickReplies ?? []), ...(template?.buttons ?? []), ...(template?.elements ?? []).flatMap(({ buttons }) => buttons)];
}

/** The documented limits, by themselves: 2,000 and 640 of text, 13 quick replies, 10 cards of 3 buttons, titles of 20 and 80. */
function faultsOf(message: Rendered['message']): readonly string[] {
  const template = message.attachment?.payload;
  const elements = template?.elements ?? [];
  const faults = {
    text: template === undefined && (message.text === undefined || message.text === '' || message.text.length > 2000),
    'template text': template?.text !== undefined && (template.text === '' || template.text.length > 640),
    'quick replies': (message.quick_replies?.length ?? 0) > 13,
    buttons: (template?.buttons?.length ?? 0) > 3 || elements.some(({ buttons }) => buttons.length > 3 || buttons.length === 0),
    elements: elements.length > 10 || elements.some(({ title }) => title.length > 80),
    title: buttonsOf(message).some(({ title }) => title === '' || title.normalize('NFC').length > 20),
  };
  return Object.entries(faults).flatMap(([name, isFault]) => (isFault ? [name] : []));
}
