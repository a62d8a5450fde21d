import { MessengerSimulator } from '../support/messenger-simulator';
import type { MessengerOptions } from '../support/messenger-simulator/options';
import { VirtualClock } from '../support/platform-parts/virtual-clock';

export const hour = 60 * 60_000;
const running: MessengerSimulator[] = [];

/** Stops every platform that a test has started. */
export async function stopAll(): Promise<void> {
  await Promise.all(running.splice(0).map((meta) => meta.stop()));
}

export async function started(options: MessengerOptions = {}) {
  const clock = new VirtualClock({ startAt: new Date('2026-11-22T02:00:00Z'), speed: 0 });
  const meta = new MessengerSimulator('app-secret', 'page-token', { clock, ...options });
  running.push(meta);
  const address = await meta.start();
  const learner = meta.addLearner('Lan Nguyễn');
  await meta.say(learner.id, 'Chào');
  const ask = async (method: string, path: string, body?: object, token = 'page-token') => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(address + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    return { status: answer.status, body: await answer.json() };
  };
  const send = (fields: object) =>
    ask('POST', '/v25.0/me/messages', { recipient: { id: learner.id }, messaging_type: 'RESPONSE', ...fields });
  const say = (message: object) => send({ message });
  return { meta, clock, id: learner.id, ask, send, say };
}

export const errorOf = ({ body }: { readonly body: { readonly error?: { readonly code: number; readonly error_subcode?: number } } }) =>
  body.error === undefined ? 'accepted' : [body.error.code, body.error.error_subcode].filter((code) => code !== undefined).join('/');

export const quickReply = (fields: object = {}) => ({ content_type: 'text', title: 'A', payload: 'q:a', ...fields });
export const postback = (fields: object = {}) => ({ type: 'postback', title: 'Học tiếp', payload: 'next', ...fields });
export const template = (payload: object) => ({ attachment: { type: 'template', payload } });
export const buttons = (fields: object) => template({ template_type: 'button', text: 'Tiếp?', buttons: [postback()], ...fields });
export const cards = (...elements: readonly object[]) => template({ template_type: 'generic', elements });
export const image = (payload: object) => ({ attachment: { type: 'image', payload } });
