import { createMemoryTokenStore } from 'zalo-oa-sdk';
import type { Outgoing, RawRequest } from '../../../../bot/channels/channel';
import { createZalo, type ZaloOptions } from '../../../../bot/channels/zalo';
import { type ContractEvent, channelContract } from '../../../contract/channel';
import { VirtualClock } from '../../../support/platform-parts/virtual-clock';
import { ZaloSimulator } from '../../../support/zalo-simulator';
import { sampleAccount } from '../../../support/zalo-simulator/options';
import { lessonReminder } from '../../../support/zalo-simulator/templates';

const clock = new VirtualClock({ startAt: new Date('2026-11-22T02:00:00Z'), speed: 0 });
const simulator = new ZaloSimulator({ clock });
const { appId, appSecret, oaSecret, oaId } = sampleAccount;
const tokens = createMemoryTokenStore();
const now = (): Date => new Date(clock.now());
const options: ZaloOptions = { appId, appSecret, oaSecret, tokens, now };
const learner = simulator.addLearner();
let addresses: Partial<ZaloOptions> = {};

beforeAll(async () => {
  addresses = await simulator.start();
  const pair = simulator.grant();
  await tokens.write({ ...pair, accessExpiresAt: clock.now() + 90_000_000, refreshExpiresAt: clock.now() + 90 * 86_400_000 });
  simulator.platform.learners.interact(learner, clock.now());
});
afterAll(() => simulator.stop());

const stranger = 'person-1';

function request(event: { readonly event_name: string } & Readonly<Record<string, unknown>>): RawRequest {
  return { method: 'POST', url: '/webhooks/zalo', ...simulator.webhook(learner.id, { timestamp: String(clock.now()), ...event }) };
}

const fromLearner = { sender: { id: learner.id }, recipient: { id: oaId }, user_id_by_app: learner.idByApp };
const fromOa = { sender: { id: oaId }, recipient: { id: learner.id } };

function inItsWords(event: ContractEvent): Parameters<typeof request>[0] {
  if ('ref' in event) {
    return {
      event_name: 'widget_interaction_accepted',
      data: { user_id: learner.id, url: `https://hieuluat.example/j/${event.ref}?src=qr` },
    };
  }
  const text = event.value === undefined ? event.text : `${event.text} #${event.value}`;
  return { event_name: 'user_send_text', ...fromLearner, message: { text, msg_id: event.id } };
}

/** Zalo sends one event a request: several are several requests, which the cases take as one. */
const parts = new WeakMap<RawRequest, readonly RawRequest[]>();
function several(requests: readonly RawRequest[]): RawRequest {
  const [first] = requests;
  if (first === undefined) throw new Error('no event');
  const whole = { ...first };
  parts.set(whole, requests);
  return whole;
}

function signed(body: Buffer): RawRequest {
  return { ...request(inItsWords({ id: 'm', text: 'm' })), body };
}

const genuine = request(inItsWords({ id: 'm-1', text: 'Chào' }));
const withSignature = (signature: string | undefined): RawRequest => ({ ...genuine, headers: { 'x-zevent-signature': signature } });
const failing = (code: number) => simulator.misbehave({ kind: 'error', code, times: 1 });

describe.each([
  { shows: 'as text only', wanted: {} },
  { shows: 'with buttons', wanted: { buttons: true } },
  { shows: 'with buttons and lists', wanted: { buttons: true, lists: true } },
])('$shows', ({ wanted }) => {
  const channel = createZalo({ ...options, shows: wanted });
  channelContract('Zalo', () => ({
    channel: {
      ...channel,
      parse: (raw) => {
        const read = (parts.get(raw) ?? [raw]).map((one) => channel.parse(one));
        const whole = { events: read.flatMap(({ events }) => events), skipped: read.reduce((sum, { skipped }) => sum + skipped, 0) };
        return read.some(({ malformed }) => malformed) ? { ...whole, malformed: true } : whole;
      },
      send: (message: Outgoing, signal: AbortSignal) =>
        createZalo({ ...options, ...addresses, shows: wanted }).send(
          { ...message, to: message.to === stranger ? learner.id : message.to },
          signal,
        ),
    },
    genuine: signed,
    request: (events, strange) => several([...events.map(inItsWords), ...(strange ? [{ event_name: 'something_new' }] : [])].map(request)),
    secrets: [appSecret, oaSecret, 'AT-', 'RT-'],
    platform: {
      templates: {
        approved: { name: lessonReminder.id, language: 'vi', values: { customer_name: 'bạn', module: 'mới' } },
        unknown: { name: '999999', language: 'vi' },
      },
      echo: () => request({ event_name: 'oa_send_text', ...fromOa, message: { text: 'Chào', msg_id: 'm-9' } }),
      media: request({
        event_name: 'user_send_image',
        ...fromLearner,
        message: { msg_id: 'm-2', attachments: [{ type: 'image', payload: { url: 'http://f6.photo.talk.zdn.vn/i.jpg' } }] },
      }),
      left: request({ event_name: 'unfollow', oa_id: oaId, follower: { id: learner.id } }),
      troubles: [
        { code: 'not_sent', begin: () => simulator.misbehave({ kind: 'status', status: 503, times: 1 }) },
        { code: 'unknown', begin: () => simulator.misbehave({ kind: 'drop-after-accepting', times: 1 }) },
        { code: 'throttled', begin: () => simulator.misbehave({ kind: 'throttle', times: 1 }) },
        { code: 'out_of_quota', begin: () => failing(-211) },
        { code: 'learner_left', begin: () => failing(-244) },
        { code: 'outside_window', begin: () => failing(-230) },
        { code: 'rejected', begin: () => failing(-201) },
        { code: 'misconfigured', begin: () => failing(-212) },
      ],
    },
    forged: [
      { how: 'without a signature', request: withSignature(undefined) },
      { how: 'signed with another secret', request: withSignature(`mac=${'0'.repeat(64)}`) },
      { how: 'with a signature cut short', request: withSignature(genuine.headers['x-zevent-signature']?.slice(0, -2)) },
      { how: 'with a signature that is not hex', request: withSignature(`mac=${'đ'.repeat(64)}`) },
      { how: 'with one byte changed', request: { ...genuine, body: Buffer.concat([genuine.body, Buffer.from(' ')]) } },
      { how: 'that only tries the address', request: { ...genuine, headers: {}, body: Buffer.from('{}') } },
    ],
  }));
});
