import { createRosterCodes } from '../../server/organisations/create-codes';
import { native } from '../../server/storage/collection';
import { inbox } from '../../server/storage/collections/inbox';
import { zaloTokenStore } from '../../server/zalo/token-store';
import { MessengerSimulator } from './messenger-simulator';
import { type Product, startProduct } from './product';
import { Relay } from './relay';
import { zaloAccountSettings } from './zalo-account-settings';
import { type ZaloAddresses, ZaloSimulator } from './zalo-simulator';

export type ThreePlatforms = {
  readonly product: Product;
  /** Unused single-use codes of one class, besides those of the installation. */
  readonly codes: readonly string[];
  readonly meta: MessengerSimulator;
  readonly zalo: ZaloSimulator;
  /** What everything that comes in passes. */
  readonly relay: Relay;
  /** Resolves when every event that came is dealt with and its replies are sent. */
  readonly settled: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type ThreePlatformsOptions = {
  readonly zaloShows?: 'text' | 'lists';
  readonly codes?: number;
  /** Another content than the installation's own. */
  readonly contentDir?: string;
};

const tokenMs = 90_000_000;

/** The product with its web chat, a Messenger page and a Zalo account, each played by its simulator. */
export async function startThreePlatforms(options: ThreePlatformsOptions = {}): Promise<ThreePlatforms> {
  const { zaloShows = 'text', codes = 0, contentDir } = options;
  // A test is quicker than a thumb: what the platforms allow one person in a second is lifted, everything else holds.
  const meta = new MessengerSimulator('app-secret-of-the-page', 'page-token', { rules: { perThreadPerSecond: 10_000 } });
  const zalo = new ZaloSimulator({ rules: { requestsPerMinute: 1_000_000 } });
  const [messengerUrl, zaloUrls] = await Promise.all([meta.start(), zalo.start()]);
  const content = contentDir === undefined ? {} : { CONTENT_DIR: contentDir };
  const env = { ...content, ...messengerSettings(meta, messengerUrl), ...zaloSettings(zaloUrls, zaloShows) };
  const product = await startProduct({ env });
  const { storage, keys } = product.running;
  const now = Date.now();
  const about = { group: 'thpt-1-10a', count: codes, expires: new Date(now + 1e10), now: new Date(now) };
  await zaloTokenStore(storage.db, keys).write({ ...zalo.grant(), accessExpiresAt: now + tokenMs, refreshExpiresAt: now + 90 * tokenMs });
  const relay = await Relay.start(product.address);
  await meta.connectWebhook(`${relay.address}/webhooks/messenger`, 'verify-token');
  await zalo.connectWebhook(`${relay.address}/webhooks/zalo`);
  return {
    product,
    codes: codes === 0 ? [] : ((await createRosterCodes(storage.db, keys, about)) ?? []),
    meta,
    zalo,
    relay,
    settled: async () => {
      while ((await native(inbox(storage.db)).countDocuments({ open: { $gte: 0 } })) > 0) await new Promise((done) => setTimeout(done, 10));
    },
    close: async () => {
      await relay.stop();
      await product.close();
      await Promise.all([meta.stop(), zalo.stop()]);
    },
  };
}

function messengerSettings(meta: MessengerSimulator, url: string) {
  return {
    MESSENGER_APP_SECRET: meta.appSecret,
    MESSENGER_VERIFY_TOKEN: 'verify-token',
    MESSENGER_PAGE_TOKEN: meta.pageToken,
    MESSENGER_API_URL: url,
    MESSENGER_PER_SECOND: '10000',
  };
}

export function zaloSettings(addresses: ZaloAddresses, shows: 'text' | 'lists') {
  return { ...zaloAccountSettings(addresses), ZALO_SHOWS: shows, ZALO_PER_SECOND: '1000' };
}
