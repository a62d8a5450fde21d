import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessengerSimulator } from '../messenger-simulator';
import { sampleAccount as samplePage } from '../messenger-simulator/options';
import { type Answer, json, Loopback } from '../platform-parts/loopback';
import { VirtualClock } from '../platform-parts/virtual-clock';
import { ZaloSimulator } from '../zalo-simulator';
import { createControlApi } from './control-api';

const types: Readonly<Record<string, string>> = { html: 'text/html', css: 'text/css', js: 'text/javascript' };

export type Simulation = {
  readonly zalo: ZaloSimulator;
  readonly messenger: MessengerSimulator;
  readonly url: string;
  readonly stop: () => Promise<void>;
};

/** Both platforms and their control, with one clock; the ports follow each other, or are any that are free. */
export async function startSimulation({
  port = 0,
  seed = 1,
  product = 'http://127.0.0.1:3000',
}: {
  readonly port?: number;
  readonly seed?: number;
  readonly product?: string;
} = {}): Promise<Simulation> {
  const clock = new VirtualClock();
  const zalo = new ZaloSimulator({ clock, seed, account: { redirectUri: `${product}/connect/zalo` } });
  const messenger = new MessengerSimulator(samplePage.appSecret, samplePage.pageToken, { clock, seed });
  const after = (steps: number): number => (port === 0 ? 0 : port + steps);
  await zalo.start({ oauth: after(1), api: after(2), business: after(3) });
  await messenger.start(after(4));
  const control = createControlApi({ zalo, messenger });
  const server = new Loopback(async (call, response) => (call.path.startsWith('/api/') ? control(call, response) : page(call.path)));
  const url = await server.start(port);
  return { zalo, messenger, url, stop: async () => void (await Promise.all([server.stop(), zalo.stop(), messenger.stop()])) };
}

function page(path: string): Answer {
  const name = path === '/' ? 'index.html' : (/^\/page\/(phone\.(?:css|js))$/.exec(path)?.[1] ?? '');
  if (name === '') return json({ error: 'not found' }, 404);
  const type = types[name.split('.').at(-1) ?? ''] ?? 'text/plain';
  return { status: 200, headers: { 'content-type': `${type}; charset=utf-8` }, body: readFileSync(join(__dirname, 'page', name)) };
}
