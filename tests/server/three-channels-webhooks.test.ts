import { native } from '../../server/storage/collection';
import { conversations } from '../../server/storage/collections/conversations';
import { outbox } from '../../server/storage/collections/outbox';
import { PhoneLearner } from '../support/phone-learner';
import { phones } from '../support/phones';
import { startThreePlatforms, type ThreePlatforms } from '../support/three-platforms';
import { sampleAccount } from '../support/zalo-simulator/options';

let platforms: ThreePlatforms;
beforeAll(async () => {
  platforms = await startThreePlatforms();
});
afterAll(() => platforms.close());

const pageId = '1000001';
let messages = 0;
const text = (id: string, words: string) => {
  messages += 1;
  return { sender: { id }, recipient: { id: pageId }, timestamp: Date.now(), message: { mid: `m_${messages}`, text: words } };
};

/** Calls the webhook as a platform does, and waits until all of it is dealt with. */
async function call(path: 'messenger' | 'zalo', { body, headers }: ReturnType<ThreePlatforms['meta']['webhook']>): Promise<number> {
  const { status } = await fetch(`${platforms.relay.address}/webhooks/${path}`, { method: 'POST', headers, body: new Uint8Array(body) });
  await platforms.settled();
  return status;
}

/** Somebody the page may write to, who has not been written to yet. */
function stranger(): string {
  const { meta } = platforms;
  const learner = meta.addLearner();
  meta.platform.learners.act(learner, meta.clock.now());
  return learner.id;
}
const heard = (id: string) => platforms.meta.received(id).map((message) => message.text);

async function greeted(channel: 'messenger' | 'zalo'): Promise<PhoneLearner> {
  const learner = new PhoneLearner(phones[channel](platforms), platforms.settled);
  await learner.begin();
  return learner;
}

describe('one body of Messenger', () => {
  test('with words of many people is answered to each of them once', async () => {
    const people = Array.from({ length: 20 }, stranger);

    expect(await call('messenger', platforms.meta.webhook(...people.map((id) => text(id, 'xin chào'))))).toBe(200);

    expect(people.map((id) => heard(id).length)).toEqual(people.map(() => 1));
  });

  test('with several words of one person is answered in their order', async () => {
    const id = stranger();

    await call('messenger', platforms.meta.webhook(text(id, 'xin chào'), text(id, 'trợ giúp'), text(id, '2')));

    expect(heard(id)).toEqual([
      expect.stringContaining('bao nhiêu tuổi'),
      expect.stringContaining('Lúc nào bạn cũng có thể gõ'),
      expect.stringContaining('mã lớp'),
    ]);
  });

  test('with the same event twice, and again in the next body, is answered once', async () => {
    const id = stranger();
    const event = text(id, 'xin chào');

    await call('messenger', platforms.meta.webhook(event, event));
    await call('messenger', platforms.meta.webhook(event, text(id, '2')));

    expect(heard(id)).toHaveLength(2);
  });
});

describe('what is not said by a learner', () => {
  const kept = async () => {
    const { db } = platforms.product.running.storage;
    return { conversations: await native(conversations(db)).countDocuments({}), outbox: await native(outbox(db)).countDocuments({}) };
  };
  const zaloEvent = (event: Readonly<Record<string, unknown>> & { readonly event_name: string }) =>
    platforms.zalo.webhook('7000', { timestamp: String(Date.now()), ...event });
  const about = { recipient: { id: pageId }, timestamp: 1_795_312_800_000 };

  test.each([
    {
      what: 'a delivery of a message nobody knows',
      event: { ...about, sender: { id: '4711' }, delivery: { mids: ['m_x'], watermark: 1 } },
    },
    { what: 'a reading by somebody nobody knows', event: { ...about, sender: { id: '4711' }, read: { watermark: 1_795_312_800_000 } } },
    {
      what: 'an echo of a message nobody knows',
      event: { ...about, sender: { id: pageId }, message: { is_echo: true, mid: 'm_y', metadata: 'x:1:0', text: 'A' } },
    },
  ])('on Messenger, $what, begins nothing', async ({ event }) => {
    const before = await kept();

    expect(await call('messenger', platforms.meta.webhook(event))).toBe(200);

    expect(await kept()).toEqual(before);
  });

  test.each([
    { event_name: 'user_received_message', message: { msg_id: 'unknown' } },
    { event_name: 'user_seen_message', message: { msg_ids: ['unknown', 'unknown too'] } },
    { event_name: 'oa_send_text', message: { msg_id: 'unknown', text: 'A' } },
    {
      event_name: 'oa_send_image',
      message: { msg_id: 'unknown', attachments: [{ type: 'image', payload: { url: 'https://x.vn/a.png' } }] },
    },
  ])('on Zalo, $event_name of what nobody knows, begins nothing', async (event) => {
    const before = await kept();
    const parties = { sender: { id: sampleAccount.oaId }, recipient: { id: '7000000000000004711' } };

    expect(await call('zalo', zaloEvent({ ...parties, ...event }))).toBe(200);

    expect(await kept()).toEqual(before);
  });

  test('a person who writes for the page is not answered, and what the learner then says is theirs to answer', async () => {
    const { meta } = platforms;
    const learner = await greeted('messenger');
    const id = [...meta.platform.learners.all()].at(-1)?.id ?? '';

    await meta.inboxSays(id, 'Chào em, cô ở trường đây');
    await learner.look();
    await learner.say('dạ em chào cô');

    expect(learner.transcript.filter((line) => line.startsWith('|'))).toHaveLength(2); // the greeting and the person's own words
    expect(meta.refused).toEqual([]);
  });

  test('a person who writes for the Zalo account is not answered, and the learner goes on', async () => {
    const { zalo } = platforms;
    const learner = await greeted('zalo');
    const id = [...zalo.platform.learners.all()].at(-1)?.id ?? '';
    const byHand = { sender: { id: sampleAccount.oaId, admin_id: '9000000000000000001' }, recipient: { id } };

    await call('zalo', zaloEvent({ event_name: 'oa_send_text', ...byHand, message: { msg_id: 'by-hand', text: 'Chào em' } }));
    await learner.look();
    const before = learner.count;
    await learner.say('2');

    expect(before).toBe(1);
    expect(learner.last.text).toContain('mã lớp');
  });
});
