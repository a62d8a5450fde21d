import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ulid } from 'ulid';
import type { Language } from '../../courses/model';
import { createApp } from '../app';
import type { Config } from '../config';
import type { ConsoleDeps } from '../console/console-deps';
import { createConsole } from '../console/console-router';
import type { Pipeline } from '../conversation/pipeline';
import type { Texts } from '../i18n';
import type { Keys } from '../keys';
import type { Logger } from '../observability/logger';
import type { Metrics } from '../observability/metrics';
import { noteRestriction } from '../outbox/restrictions';
import type { Masthead } from '../printing/model';
import { noteDevice } from '../queries/note-evidence';
import { createFigures } from '../reach/figures';
import { createGiveOut } from '../reach/give-out';
import type { Ledger } from '../reach/ledger';
import { createGate, type IsOpen } from '../readiness/gate';
import type { Storage } from '../storage/connect';
import { type ChatPagesDeps, createChatPages } from '../widget/chat-pages';
import { createResumeCodes } from '../widget/resume-codes';
import { zaloPages } from '../zalo/zalo-pages';
import { createChatApi } from './chat-api';
import { createDataDeletion, type DataDeletionDeps } from './data-deletion';
import { exportSchemaRoutes } from './export-schemas';
import { gateLearners } from './gate-learners';
import { createMyData } from './my-data';
import { openApiRoutes } from './openapi';
import { refuseBroken } from './refuse-broken';
import { createSightings } from './webhook-sightings';
import { createWebhooks, type WebhookDeps } from './webhooks';

export type WebParts = {
  readonly config: Config;
  readonly storage: Storage;
  readonly keys: Keys;
  readonly texts: Texts;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly pipeline: Pipeline;
  readonly ledger: Ledger;
  readonly channels: WebhookDeps['channels'];
  readonly hotlines: ChatPagesDeps['hotlines'];
  readonly growing?: ConsoleDeps['growing'] | undefined;
  readonly isHoliday: ConsoleDeps['isHoliday'];
  readonly pushSettings: ConsoleDeps['pushSettings'];
  readonly planning: ConsoleDeps['planning'];
  readonly now: () => Date;
};

/** Everything this process answers by HTTP: the webhooks ahead of Express, pages and APIs behind it. */
export async function serve(parts: WebParts): Promise<Server> {
  const { config, storage, now } = parts;
  const isOpen = createGate(storage.db, { demo: config.demo, now });
  const webhooks = config.roles.includes('web') ? createWebhooks(webhookDeps(parts, isOpen)) : undefined;
  const app = createApp({ ...appParts(parts), mounts: config.roles.includes('web') ? mounts(parts, isOpen) : [] });
  const server = createServer((request, response) => {
    if (webhooks?.(request, response) !== true) app(request, response);
  });
  server.requestTimeout = 30_000;
  refuseBroken(server);
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(config.port, config.host, done);
  });
  return server;
}

function webhookDeps({ keys, channels, pipeline, storage, now, logger, metrics }: WebParts, isOpen: IsOpen): WebhookDeps {
  return {
    keys,
    channels,
    inbox: pipeline.inbox,
    isOpen,
    restrict: async (told, at) => {
      await noteRestriction(storage.db, told, at);
      if (told.state === 'restricted') logger.error({ event: 'channel.paused', channel: told.channel });
    },
    now,
    sighted: createSightings(storage.db, now),
    report: (channel, outcome, events, skipped) => {
      if (events > 0) metrics.events.inc({ channel, outcome }, events);
      if (skipped > 0) metrics.events.inc({ channel, outcome: 'skipped' }, skipped);
      if (outcome === 'refused') logger.warn({ event: 'webhook.refused', channel: channelName(channel) });
      if (outcome === 'malformed') logger.warn({ event: 'webhook.malformed', channel: channelName(channel) });
      if (outcome === 'unavailable') logger.error({ event: 'webhook.failed', channel: channelName(channel) });
    },
  };
}

function appParts({ config, texts, logger, metrics, storage }: WebParts) {
  return {
    logger,
    texts,
    metrics,
    metricsToken: config.metricsToken,
    publicUrl: config.publicUrl,
    trustProxy: config.trustProxy,
    newId: () => ulid(),
    isReady: async () => (await storage.db.db?.admin().ping()) !== undefined,
  };
}

function mounts(parts: WebParts, isOpen: IsOpen) {
  const { config, storage, keys, texts, pipeline, ledger, hotlines, growing, now, logger } = parts;
  const { db } = storage;
  const { newChatsPerMinute } = config;
  const secure = config.publicUrl.startsWith('https:');
  const opened = (sender: string, cookie: string) => noteDevice(db, keys, { sender, cookie, at: now() });
  const console = createConsole({
    db,
    figures: createFigures(db, { now, giveOut: createGiveOut(db, now) }),
    keys,
    ledger,
    masthead: (language) => mastheadOf(config, language),
    accept: pipeline.accept,
    isHoliday: parts.isHoliday,
    ...(parts.pushSettings === undefined ? {} : { pushSettings: parts.pushSettings }),
    planning: parts.planning,
    texts,
    demo: config.demo,
    ...(growing === undefined ? {} : { growing }),
    secureCookies: secure,
    now,
    onError: (error) => logger.error({ event: 'http.failed', error }),
  });
  return [
    { path: '/', router: gateLearners({ isOpen, texts, hotlines }) },
    {
      path: '/',
      router: createChatApi({ feed: pipeline.feed, codes: createResumeCodes(db, keys), keys, now, secure, newChatsPerMinute, opened }),
    },
    { path: '/', router: openApiRoutes() },
    { path: '/', router: exportSchemaRoutes() },
    { path: '/', router: createChatPages({ texts, keys, secure, demo: config.demo, hotlines, messengerPage: config.messenger?.page }) },
    { path: '/', router: createDataDeletion(dataDeletionDeps(parts)) },
    { path: '/', router: createMyData({ db, keys, texts, now }) },
    { path: '/console', router: console },
    ...(config.zalo === undefined
      ? []
      : [{ path: '/', router: zaloPages({ db, keys, config: { publicUrl: config.publicUrl, zalo: config.zalo }, texts, now }) }]),
  ];
}

/** What is printed names the ways in that this installation has. */
function mastheadOf({ agency, publicUrl, messenger, zalo, demo }: Config, language: Language): Omit<Masthead, 'printedAt'> {
  const page = messenger?.page;
  const account = zalo?.name === undefined ? {} : { zalo: zalo.name };
  return { agency: agency?.[language] ?? '', publicUrl, demo, ...(page === undefined ? {} : { messenger: page }), ...account };
}

function dataDeletionDeps({ config, storage, keys, texts, now, logger }: WebParts): DataDeletionDeps {
  const { messenger, publicUrl } = config;
  const refused = () => logger.warn({ event: 'webhook.refused', channel: 'messenger' });
  return { db: storage.db, keys, texts, publicUrl, appSecret: messenger?.appId && messenger.appSecret, now, refused };
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port; // it listens on a port, not a pipe
}

/** Lets answers under way end; streams that stay open are cut after a moment. */
export async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), 2_000);
  await closed;
  clearTimeout(cut);
}

function channelName(channel: string): 'zalo' | 'messenger' | 'web' {
  return channel === 'zalo' || channel === 'messenger' ? channel : 'web';
}
