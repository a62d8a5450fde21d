import { VirtualClock } from '../support/platform-parts/virtual-clock';
import { ZaloSimulator } from '../support/zalo-simulator';
import type { ZaloOptions } from '../support/zalo-simulator/options';
import { macOf } from '../support/zalo-simulator/signed-event';
import { type Receiver, startReceiver } from './receiver';

const second = 1000;
const minute = 60 * second;
const parts: { readonly stop: () => Promise<void> }[] = [];
let zalo: ZaloSimulator;
let receiver: Receiver;

async function start(options: ZaloOptions = {}): Promise<void> {
  zalo = new ZaloSimulator({ clock: new VirtualClock({ startAt: new Date('2026-11-22T02:00:00Z'), speed: 0 }), ...options });
  receiver = await startReceiver();
  parts.push({ stop: () => zalo.stop() }, { stop: () => receiver.close() });
  await zalo.start();
  await zalo.connectWebhook(receiver.url);
  receiver.calls.length = 0;
}
afterEach(async () => {
  for (const part of parts.splice(0)) await part.stop();
});

const send = async (id: string) => {
  const { accessToken } = zalo.grant();
  const body = JSON.stringify({ recipient: { user_id: id }, message: { text: 'Chào bạn' } });
  const headers = { access_token: accessToken, 'content-type': 'application/json' };
  const answer = await fetch(`${zalo.addresses.apiUrl}/v3.0/oa/message/cs`, { method: 'POST', headers, body });
  return answer.json();
};

describe('the signature', () => {
  test('is the digest of the reference', () => {
    const body =
      '{"app_id":"1000000000000000001","sender":{"id":"7000000000000000001"},"user_id_by_app":"8000000000000000001","recipient":{"id":"5000000000000000001"},"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"0a1b2c3d4e5f60718293"},"timestamp":"1767225600000"}';

    expect(macOf({ appId: '1000000000000000001', oaSecret: 'oa-secret-for-tests' }, Buffer.from(body), '1767225600000')).toBe(
      '3783ee22379dc473b13ea71532cb6033437693766e365d33c5fc76fe6d150da4',
    );
  });

  test('is over exactly the bytes sent, which are not what writing the JSON anew gives', async () => {
    await start();
    const { id } = zalo.addLearner();
    for (let index = 0; index < 20; index += 1) await zalo.say(id, 'Luật số 54/2014/QH13 là gì?');

    const { account } = zalo.platform;
    const macs = receiver.calls.map(({ body, headers, event }) => ({
      told: headers['x-zevent-signature'],
      over: `mac=${macOf(account, body, String(event.timestamp))}`,
    }));

    expect(macs).toHaveLength(20);
    expect(macs.filter(({ told, over }) => told !== over)).toEqual([]);
    expect(receiver.calls.some(({ body, event }) => body.toString() !== JSON.stringify(event))).toBe(true);
  });

  test('may take its time from the header', async () => {
    await start({ rules: { timestampHeader: 'only in header' } });
    await zalo.say(zalo.addLearner().id, 'Chào');

    const { body, headers, event } = receiver.calls[0] ?? { body: Buffer.alloc(0), headers: {}, event: {} };

    expect(event.timestamp).toBeUndefined();
    expect(headers['x-zevent-signature']).toBe(`mac=${macOf(zalo.platform.account, body, String(headers['x-zevent-timestamp']))}`);
  });
});

describe('the address of the webhook', () => {
  test('is saved when it answers an unsigned empty object', async () => {
    await start();

    expect(zalo.caller.url).toBe(receiver.url);
  });

  test('is not saved otherwise', async () => {
    await start();
    receiver.answers.push(401);

    expect(await zalo.connectWebhook(`${receiver.url}/new`)).toBe(false);
    expect(zalo.caller.url).toBe(receiver.url);
    expect(receiver.calls[0]?.headers['x-zevent-signature']).toBeUndefined();
  });
});

describe('an event', () => {
  test('has ids as text that no number can hold', async () => {
    await start();
    const { id, idByApp } = zalo.addLearner();
    await zalo.follow(id);
    await zalo.say(id, 'Chào');

    expect(receiver.calls.map(({ event }) => event)).toMatchObject([
      { event_name: 'follow', oa_id: zalo.platform.account.oaId, follower: { id }, user_id_by_app: idByApp, source: 'oa_profile' },
      { event_name: 'user_send_text', sender: { id }, recipient: { id: zalo.platform.account.oaId }, timestamp: '1795312800000' },
    ]);
    expect(Number.isSafeInteger(Number(id))).toBe(false);
  });

  test('of an accepted send is an echo with its id, then a receipt with the account as sender', async () => {
    await start();
    const { id } = zalo.addLearner();
    await zalo.say(id, 'Chào');
    const { data } = await send(id);
    await receiver.has(3);

    const { oaId } = zalo.platform.account;
    const parties = { sender: { id: oaId }, recipient: { id } };
    expect(receiver.calls.slice(1).map(({ event }) => event)).toMatchObject([
      { event_name: 'oa_send_text', ...parties, message: { text: 'Chào bạn', msg_id: data.message_id } },
      { event_name: 'user_received_message', ...parties, message: { msg_id: data.message_id } },
    ]);
  });

  test('nobody subscribed to is not told', async () => {
    await start();
    zalo.platform.disabledEvents.add('oa_send_text');
    const { id } = zalo.addLearner();
    await zalo.say(id, 'Chào');
    await send(id);
    await receiver.has(2);

    expect(receiver.named('oa_send_text')).toEqual([]);
  });
});

describe('a call that fails', () => {
  test('is made again after 30 s, 5, 15, 30 and 60 minutes, the same and counted, and then never again', async () => {
    await start();
    const { id } = zalo.addLearner();
    receiver.answers.push(500, 500, 500, 500, 500, 500);
    await zalo.say(id, 'Chào');
    const seen: number[] = [receiver.calls.length];
    for (const wait of [30 * second, 5 * minute, 15 * minute, 30 * minute, 60 * minute]) {
      await zalo.clock.advance(wait - 1);
      seen.push(receiver.calls.length);
      await zalo.clock.advance(1);
    }
    await zalo.say(id, 'Còn đó không?');

    expect(seen).toEqual([1, 1, 2, 3, 4, 5]);
    expect(receiver.calls.map(({ headers }) => headers.num_retry)).toEqual([undefined, '1', '2', '3', '4', '5']);
    expect(new Set(receiver.calls.map(({ body }) => body.toString())).size).toBe(1);
    expect(zalo.caller.subscribed).toBe(false);
  });

  test('because the answer takes too long is made again', async () => {
    await start({ webhookDeadlineMs: 500 });
    receiver.answers.push('never');
    await zalo.say(zalo.addLearner().id, 'Chào');
    await zalo.clock.advance(30 * second);

    expect(zalo.caller.tally.counts()).toEqual({ 200: 2, 'too late': 1 });
  });

  test('by its answer is lost where only broken lines are tried again', async () => {
    await start({ rules: { retryOn: 'connection failure' } });
    receiver.answers.push(500, 'drop');
    const { id } = zalo.addLearner();
    await zalo.say(id, 'Một');
    await zalo.say(id, 'Hai');
    await zalo.clock.advance(3 * 60 * minute);

    expect(receiver.calls.map(({ event }) => event.message)).toMatchObject([{ text: 'Một' }, { text: 'Hai' }, { text: 'Hai' }]);
  });
});

describe('events on a bad way', () => {
  test('come twice, out of order or not at all, the same for the same seed', async () => {
    await start({ seed: 7 });
    zalo.troubleEvents({ duplicate: 0.3, reorder: 0.3, lose: 0.2 });
    const { id } = zalo.addLearner();
    for (let index = 0; index < 30; index += 1) void zalo.say(id, String(index));
    await zalo.caller.idle();
    await zalo.clock.advance(2 * second);
    await zalo.caller.idle();

    const texts = receiver.calls.map(({ event }) => Object(event.message).text);
    expect(new Set(texts).size).toBeLessThan(30);
    expect(texts.length).toBeGreaterThan(new Set(texts).size);
    expect(texts.map(Number)).not.toEqual(texts.map(Number).toSorted((a, b) => a - b));
  });
});
