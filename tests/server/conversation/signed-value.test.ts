import { signReplies, verifyValue } from '../../../server/conversation/signed-value';

const key = Buffer.alloc(32, 7);
const mine = 'web:web:aa';

function signed(value: string): string {
  const [reply] = signReplies(key, mine, [{ type: 'choice', payload: { text: '?', options: [{ label: 'A', value }] } }]);
  if (reply?.type !== 'choice') throw new Error('a choice stays a choice');
  return reply.payload.options[0]?.value ?? '';
}

describe('a button value', () => {
  test('comes back as it was when it was signed for this conversation', () => {
    expect(verifyValue(key, mine, signed('a.1f.1.0.B'))).toBe('a.1f.1.0.B');
  });

  test.each([
    { what: 'tapped in another conversation', conversation: 'web:web:bb', value: signed('a.1f.1.0.B') },
    { what: 'with another choice', conversation: mine, value: signed('a.1f.1.0.B').replace('.B~', '.A~') },
    { what: 'with its signature cut short', conversation: mine, value: signed('a.1f.1.0.B').slice(0, -1) },
    { what: 'without a signature', conversation: mine, value: 'a.1f.1.0.B' },
    { what: 'that is empty', conversation: mine, value: '' },
    { what: 'with a signature of other letters', conversation: mine, value: `a.1f.1.0.B~${'đ'.repeat(16)}` },
  ])('$what is not ours', ({ conversation, value }) => {
    expect(verifyValue(key, conversation, value)).toBeUndefined();
  });

  test('leaves replies without buttons alone', () => {
    const replies = [{ type: 'text' as const, payload: { text: 'Chào bạn' } }];

    expect(signReplies(key, mine, replies)).toEqual(replies);
  });
});
