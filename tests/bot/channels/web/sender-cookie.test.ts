import { senderCookie, senderOf, signSender } from '../../../../bot/channels/web/sender-cookie';

const key = Buffer.alloc(32, 1);
const sender = 'AbCdEfGhIjKlMnOpQrStUv';
const signed = signSender(key, sender);

describe("the web chat's cookie", () => {
  test.each([
    { cookie: 'ours', header: `${senderCookie}=${signed}`, found: sender },
    { cookie: 'ours among others', header: `a=b; ${senderCookie}=${signed} ; c`, found: sender },
    { cookie: 'none at all', header: undefined, found: undefined },
    { cookie: 'another name that ends like ours', header: `x${senderCookie}=${signed}`, found: undefined },
    { cookie: 'signed with another key', header: `${senderCookie}=${signSender(Buffer.alloc(32, 2), sender)}`, found: undefined },
    { cookie: 'of another sender', header: `${senderCookie}=B${signed.slice(1)}`, found: undefined },
    { cookie: 'cut short', header: `${senderCookie}=${signed.slice(0, -1)}`, found: undefined },
    { cookie: 'without a signature', header: `${senderCookie}=${sender}`, found: undefined },
    { cookie: 'with letters no signature has', header: `${senderCookie}=${sender}.${'đ'.repeat(43)}`, found: undefined },
    { cookie: 'with an operator for a name', header: `${senderCookie}={"$ne":1}.${signed.slice(23)}`, found: undefined },
  ])('$cookie', ({ header, found }) => {
    expect(senderOf(key, header)).toBe(found);
  });
});
