import type { ZaloSimulator } from '../support/zalo-simulator';
import { day, media, started, stopAll } from './zalo-chat';

afterEach(stopAll);

describe('an upload', () => {
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100)]);
  const upload = async (zalo: ZaloSimulator, bytes: Buffer, kind = 'image', name = 'a.png') => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
    const headers = { access_token: zalo.grant().accessToken };
    const answer = await fetch(`${zalo.addresses.apiUrl}/v2.0/oa/upload/${kind}`, { method: 'POST', headers, body: form });
    return answer.json();
  };

  test('is usable for seven days', async () => {
    const { zalo, clock, id, send } = await started();
    const { data } = await upload(zalo, png);
    const first = await send(media({ media_type: 'image', attachment_id: data.attachment_id }));
    await clock.advance(7 * day + 1);
    await zalo.say(id, 'Chào');

    expect(first).toMatchObject({ error: 0 });
    expect(await send(media({ media_type: 'image', attachment_id: data.attachment_id }))).toMatchObject({ error: -100 });
  });

  test.each([
    { what: 'a text as a picture', bytes: Buffer.from('hello'), kind: 'image', name: 'a.png', error: -201 },
    {
      what: 'a picture that is too large',
      bytes: Buffer.concat([png, Buffer.alloc(1024 * 1024)]),
      kind: 'image',
      name: 'a.png',
      error: -210,
    },
    { what: 'a program', bytes: Buffer.from('hello'), kind: 'file', name: 'a.exe', error: -201 },
    { what: 'a document', bytes: Buffer.from('hello'), kind: 'file', name: 'a.pdf', error: 0 },
  ])('of $what is answered $error', async ({ bytes, kind, name, error }) => {
    const { zalo } = await started();

    expect(await upload(zalo, bytes, kind, name)).toMatchObject({ error });
  });
});

describe('what is known about people', () => {
  test('is asked with one parameter of JSON', async () => {
    const { zalo, id, ask } = await started();

    expect(await ask('GET', '/v3.0/oa/user/detail', { user_id: id })).toMatchObject({
      error: 0,
      data: { user_id: id, display_name: 'Lan', user_last_interaction_date: '22/11/2026', user_is_follower: false },
    });
    const headers = { access_token: zalo.grant().accessToken };
    const plain = await fetch(`${zalo.addresses.apiUrl}/v3.0/oa/user/detail?user_id=${id}`, { headers });
    expect(await plain.json()).toMatchObject({ error: -201 });
  });

  test('is listed in pages of fifty', async () => {
    const { zalo, ask } = await started();
    zalo.populate(60);

    const page = await ask('GET', '/v3.0/oa/user/getlist', { offset: 50, count: 50, is_follower: 'true', last_interaction_period: 'L7D' });

    expect(page.data).toMatchObject({ total: 60, users: expect.any(Array) });
    expect(page.data.users).toHaveLength(10);
    expect(await ask('GET', '/v3.0/oa/user/getlist', { offset: 0, count: 51 })).toMatchObject({ error: -201 });
  });

  test('says when somebody last interacted, by the platform', async () => {
    const { id, ask } = await started();

    expect(await ask('POST', '/v3.0/oa/quota/message', { user_id: id })).toMatchObject({ data: { last_interaction: '1795312800000' } });
  });

  test('has tags and the chat so far', async () => {
    const { id, ask, send } = await started();
    await ask('POST', '/v2.0/oa/tag/tagfollower', { user_id: id, tag_name: 'bai-1' });
    await send({ text: 'Chào Lan' });

    expect((await ask('GET', '/v2.0/oa/tag/gettagsofoa', {})).data).toEqual(['bai-1']);
    expect((await ask('GET', '/v2.0/oa/conversation', { user_id: id, offset: 0, count: 10 })).data).toMatchObject([
      { src: 0, message: 'Chào Lan', to_id: id },
      { src: 1, message: 'Chào', from_id: id },
    ]);
  });
});
