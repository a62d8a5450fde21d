import { createMemoryTokenStore, ZaloApiError, ZaloReconnectError, ZaloTransportError } from 'zalo-oa-sdk';
import { createZalo, type ZaloOptions } from '../../../../bot/channels/zalo';
import { failureOf } from '../../../../bot/channels/zalo/failure-of';
import type { Reply } from '../../../../bot/messages';
import { VirtualClock } from '../../../support/platform-parts/virtual-clock';
import { ZaloSimulator } from '../../../support/zalo-simulator';
import { sampleAccount, type ZaloRules } from '../../../support/zalo-simulator/options';

const signal = new AbortController().signal;
const choice = (labels: readonly string[], text = 'Câu 1/6.'): Reply => ({
  type: 'choice',
  payload: { text, options: labels.map((label, index) => ({ label, value: `a.k.1.0.${index}~mac` })) },
});
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `Nơi ${index + 1}`);

const stopping: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stopping.splice(0)) await stop();
});

async function connected(rules: Partial<ZaloRules>, shows: ZaloOptions['shows'] = {}) {
  const clock = new VirtualClock({ startAt: new Date('2026-11-22T02:00:00Z'), speed: 0 });
  const simulator = new ZaloSimulator({ clock, rules });
  stopping.push(() => simulator.stop());
  const addresses = await simulator.start();
  const tokens = createMemoryTokenStore({ ...simulator.grant(), accessExpiresAt: clock.now() + 9e7, refreshExpiresAt: clock.now() + 7e9 });
  const learner = simulator.addLearner();
  simulator.platform.learners.interact(learner, clock.now());
  const channel = createZalo({ ...sampleAccount, ...addresses, tokens, shows, now: () => new Date(clock.now()) });
  const say = async (reply: Reply) => {
    for (const message of channel.render(learner.id, [reply], (index) => `c:1:${index}`)) await channel.send(message, signal);
  };
  return { simulator, learner, channel, say, received: () => simulator.received(learner.id) };
}

describe('a choice on Zalo', () => {
  test('is lines to read and to answer by typing', async () => {
    const { say, received } = await connected({});

    await say(choice(['A. Chỉ hành vi bán dâm', '☑ B. Cả hai phía', 'Xong']));

    expect(received()).toMatchObject([{ text: 'Câu 1/6.\n\nA. Chỉ hành vi bán dâm\n☑ B. Cả hai phía\n3. Xong' }]);
    expect(received()[0]?.buttons ?? []).toEqual([]);
  });

  test('is hidden query buttons where they are known to work, and a tap brings back words and value', async () => {
    const { say, received } = await connected({}, { buttons: true });

    await say(choice(['A. Đúng', 'B. Sai']));

    expect(received()).toMatchObject([
      {
        text: 'Câu 1/6.',
        buttons: [
          { title: 'A. Đúng', type: 'oa.query.hide', payload: 'A. Đúng #a.k.1.0.0~mac' },
          { title: 'B. Sai', type: 'oa.query.hide', payload: 'B. Sai #a.k.1.0.1~mac' },
        ],
      },
    ]);
  });

  test('of six is text with buttons on, and a list with lists on', async () => {
    const [withButtons, withLists] = [await connected({}, { buttons: true }), await connected({}, { buttons: true, lists: true })];

    await withButtons.say(choice(numbered(6)));
    await withLists.say(choice(numbered(6)));

    expect(withButtons.received()[0]?.text).toContain('\n6. Nơi 6');
    expect(withLists.received()[0]?.rows?.map(({ title }) => title)).toEqual(['Câu 1/6.', 'Nơi 1']);
    expect(withLists.received()[0]?.buttons?.map(({ title }) => title)).toEqual(numbered(6).slice(1));
  });

  test.each(['-233', '-201'] as const)(
    'whose buttons are refused with %s is said as text, and the next one at once so',
    async (buttons) => {
      const { say, received } = await connected({ buttons }, { buttons: true, lists: true });

      await say(choice(['Đúng', 'Sai']));
      await say(choice(['Có', 'Không']));

      expect(received().map(({ text }) => text)).toEqual(['Câu 1/6.\n\n1. Đúng\n2. Sai', 'Câu 1/6.\n\n1. Có\n2. Không']);
    },
  );

  test('under a long text keeps its buttons with the last part', async () => {
    const { say, received } = await connected({}, { buttons: true });

    await say(choice(['Đúng', 'Sai'], 'Một câu ngắn. '.repeat(200)));

    expect(received().map(({ buttons }) => buttons?.length ?? 0)).toEqual([0, 2]);
  });
});

test('an echo is known by the mark of what was sent, with or without buttons', async () => {
  const { channel, learner } = await connected({}, { buttons: true });
  const [message] = channel.render(learner.id, [choice(['Đúng', 'Sai'])], () => 'c:1:0');
  const echo = (text: string) => ({
    method: 'POST',
    url: '/',
    headers: {},
    body: Buffer.from(
      JSON.stringify({
        app_id: '1',
        timestamp: '1767225600000',
        event_name: 'oa_send_text',
        sender: { id: '5' },
        recipient: { id: learner.id },
        message: { text, msg_id: 'm-1' },
      }),
    ),
  });

  const marks = message === undefined ? [] : (channel.marksOf?.(message) ?? []);

  for (const said of ['Câu 1/6.', 'Câu 1/6.\n\n1. Đúng\n2. Sai']) {
    expect(marks).toContain(channel.parse(echo(said)).events.flatMap((event) => ('mark' in event ? (event.mark ?? []) : []))[0]);
  }
  expect(marks).not.toContain(channel.parse(echo('Câu 2/6.')).events.flatMap((event) => ('mark' in event ? (event.mark ?? []) : []))[0]);
});

describe('a send that fails', () => {
  test.each([
    { code: -213, is: 'learner_left' },
    { code: -227, is: 'learner_left' },
    { code: -244, is: 'learner_left' },
    { code: -230, is: 'outside_window' },
    { code: -232, is: 'outside_window' },
    { code: -320, is: 'outside_window' },
    { code: -321, is: 'outside_window' },
    { code: -32, is: 'throttled' },
    { code: -218, is: 'out_of_quota' },
    { code: -211, is: 'out_of_quota' },
    { code: -200, is: 'not_sent' },
    { code: -201, is: 'rejected' },
    { code: -210, is: 'rejected' },
    { code: -248, is: 'rejected' },
    { code: -9999, is: 'rejected' },
    { code: -216, is: 'misconfigured' },
    { code: -212, is: 'misconfigured' },
    { code: -224, is: 'misconfigured' },
  ])('with $code is $is', ({ code, is }) => {
    expect(failureOf(new ZaloApiError('oa', code, ''))).toMatchObject({ code: is });
  });

  test.each([
    { because: 'the line dropped', error: new ZaloTransportError('line', { outcome: 'unknown' }), is: 'unknown' },
    { because: 'a gateway answered 502', error: new ZaloTransportError('http_status', { outcome: 'unknown', status: 502 }), is: 'unknown' },
    { because: 'nobody listened', error: new ZaloTransportError('connect', { outcome: 'not_sent' }), is: 'not_sent' },
    {
      because: 'there is no such address',
      error: new ZaloTransportError('http_status', { outcome: 'not_sent', status: 404 }),
      is: 'misconfigured',
    },
    {
      because: 'it leads elsewhere',
      error: new ZaloTransportError('redirected', { outcome: 'not_sent', status: 302 }),
      is: 'misconfigured',
    },
    { because: 'the account must be connected again', error: new ZaloReconnectError('consumed'), is: 'misconfigured' },
    { because: 'our own store is away', error: new Error('no tokens'), is: 'not_sent' },
  ])('because $because is $is', ({ error, is }) => {
    expect(failureOf(error)).toMatchObject({ code: is });
  });

  test('says how long to wait when the platform does', () => {
    const busy = new ZaloTransportError('http_status', { outcome: 'not_sent', status: 429, retryAfterMs: 7000 });

    expect(failureOf(busy)).toMatchObject({ code: 'throttled', retryAfterMs: 7000 });
  });
});
