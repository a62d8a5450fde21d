import { createHmac } from 'node:crypto';
import { readSignedRequest } from '../../../../bot/channels/messenger/signed-request';

const secret = 'test_app_secret_do_not_use';
/** From the documentation (read 2026-11-22), signed with the secret above. */
const documented =
  'ZQv4pDkBfejoGyXzSgC4UEO1ObvJPvsfiJDsRkNW9QQ.eyJ1c2VyX2lkIjoiMjE4NDcxIiwiYWxnb3JpdGhtIjoiSE1BQy1TSEEyNTYiLCJpc3N1ZWRfYXQiOjE3NjcyMjU2MDAsImV4cGlyZXMiOjE3NjcyMjkyMDB9';

describe('a request to delete data that Meta signs', () => {
  test('is read as documented', () => {
    expect(readSignedRequest(documented, secret)).toEqual({ user: '218471', issuedAt: 1_767_225_600 });
  });

  test('may name the person by a number', () => {
    expect(readSignedRequest(signed({ user_id: 218471, algorithm: 'HMAC-SHA256' }), secret)?.user).toBe('218471');
  });

  test.each([
    { how: 'signed with another secret', text: signed({ user_id: '1', algorithm: 'HMAC-SHA256' }, 'another') },
    { how: 'of another claim', text: `${documented.split('.')[0]}.${signed({ user_id: '2', algorithm: 'HMAC-SHA256' }).split('.')[1]}` },
    { how: 'with a signature cut short', text: documented.slice(1) },
    { how: 'with a claim cut short', text: documented.slice(0, -1) },
    { how: 'without a signature', text: documented.slice(documented.indexOf('.')) },
    { how: 'without a claim', text: documented.slice(0, documented.indexOf('.') + 1) },
    { how: 'without a dot', text: documented.replace('.', '') },
    { how: 'of three parts', text: `${documented}.x` },
    { how: 'of another algorithm', text: signed({ user_id: '1', algorithm: 'none' }) },
    { how: 'of nobody', text: signed({ algorithm: 'HMAC-SHA256' }) },
    { how: 'of an operator', text: signed({ user_id: { $ne: 1 }, algorithm: 'HMAC-SHA256' }) },
    { how: 'of no JSON', text: signedText('{"user_id":') },
    { how: 'of nothing', text: '' },
    { how: 'without end', text: signed({ user_id: '1', algorithm: 'HMAC-SHA256', more: 'x'.repeat(10_000) }) },
  ])('is refused $how', ({ text }) => {
    expect(readSignedRequest(text, secret)).toBeUndefined();
  });
});

function signed(claim: object, key = secret): string {
  return signedText(JSON.stringify(claim), key);
}

function signedText(json: string, key = secret): string {
  const claim = Buffer.from(json).toString('base64url');
  return `${createHmac('sha256', key).update(claim).digest('base64url')}.${claim}`;
}
