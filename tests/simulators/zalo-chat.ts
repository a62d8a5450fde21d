import { VirtualClock } from '../support/platform-parts/virtual-clock';
import { ZaloSimulator } from '../support/zalo-simulator';
import type { ZaloOptions } from '../support/zalo-simulator/options';

export const hour = 60 * 60_000;
export const day = 24 * hour;
const running: ZaloSimulator[] = [];

/** Stops every platform that a test has started. */
export async function stopAll(): Promise<void> {
  await Promise.all(running.splice(0).map((zalo) => zalo.stop()));
}

export async function started(options: ZaloOptions = {}) {
  const clock = new VirtualClock({ startAt: new Date('2026-11-22T02:00:00Z'), speed: 0 });
  const zalo = new ZaloSimulator({ clock, ...options });
  running.push(zalo);
  await zalo.start();
  const learner = zalo.addLearner('Lan');
  await zalo.say(learner.id, 'Chào');
  const ask = asking(zalo);
  const send = (message: object, id = learner.id) => ask('POST', '/v3.0/oa/message/cs', { recipient: { user_id: id }, message });
  return { zalo, clock, id: learner.id, ask, send };
}

function asking(zalo: ZaloSimulator) {
  let token = zalo.grant().accessToken;
  return async (method: 'GET' | 'POST', path: string, fields: object, host: 'apiUrl' | 'businessUrl' = 'apiUrl') => {
    if (zalo.platform.tokens.stateOf(token) !== 'live') token = zalo.grant().accessToken;
    const query = method === 'GET' && host === 'apiUrl' ? `?data=${encodeURIComponent(JSON.stringify(fields))}` : '';
    const answer = await fetch(zalo.addresses[host] + path + query, {
      method,
      headers: { access_token: token, 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: JSON.stringify(fields) } : {}),
    });
    return answer.json();
  };
}

export const button = (fields: object = {}) => ({ title: 'A. Có', type: 'oa.query.hide', payload: '#q1:a', ...fields });
export const withButtons = (buttons: readonly object[]) => ({ text: 'Câu 1', attachment: { type: 'template', payload: { buttons } } });
export const media = (element: object) => ({ attachment: { type: 'template', payload: { template_type: 'media', elements: [element] } } });
export const list = (elements: readonly object[]) => ({ attachment: { type: 'template', payload: { template_type: 'list', elements } } });
export const asked = (fields: object) => ({
  attachment: {
    type: 'template',
    payload: { template_type: 'request_user_info', elements: [{ title: 'a', subtitle: 'b', image_url: 'https://x.vn/a.png', ...fields }] },
  },
});
