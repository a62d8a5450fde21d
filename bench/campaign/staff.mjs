import { loadContent } from '../../dist/courses/load-courses.js';
import {
  approveCampaign,
  cancelCampaign,
  createCampaign,
  findCampaign,
  keepPlan,
  pauseCampaign,
  resumeCampaign,
  startCampaign,
} from '../../dist/server/campaigns/change-campaign.js';
import { planCampaign } from '../../dist/server/campaigns/plan-campaign.js';
import { channelsOf } from '../../dist/server/channels-of.js';
import { readConfig } from '../../dist/server/config.js';
import { deriveKeys } from '../../dist/server/keys.js';
import { createLogger } from '../../dist/server/observability/logger.js';
import { openStorage } from '../../dist/server/open-storage.js';
import { loadPushSettings } from '../../dist/server/pushes/push-settings.js';
import { loadAreaTree } from '../../dist/server/reach/area-tree.js';
import { native } from '../../dist/server/storage/collection.js';
import { outbox } from '../../dist/server/storage/collections/outbox.js';
import { settingsFor } from '../targets/hieu-luat/settings.mjs';
import { populations } from './audience.mjs';

const officer = { id: 'second-officer' };

/** What staff do by the command line, at the same place: beside the server, on its store. */
export async function staffOf({ folder, secret, perSecond, now }) {
  const values = { ...settingsFor({ folder, port: 0, sendApi: 'http://127.0.0.1:9', secret }), MESSENGER_PER_SECOND: String(perSecond) };
  const config = readConfig({ values }, []);
  const keys = deriveKeys(config.secrets.secretKey, config.secrets.serviceWorkerKey);
  const storage = await openStorage(config, keys, now(), { beside: true });
  const { db } = storage;
  const channels = channelsOf({ config, keys, db, logger: createLogger('silent'), now }).byName;
  const settings = await loadPushSettings(db, loadContent(config.contentDir).calendars);
  const deps = { db, keys, channels, settings, tree: await loadAreaTree(db) };
  return {
    plan: () => planNew(deps, now),
    start: (id) => approveAndStart(db, id, now),
    pause: (id) => done(pauseCampaign(db, id)),
    resume: (id) => done(resumeCampaign(db, id)),
    cancel: (id) => done(cancelCampaign(db, id, now())),
    find: (id) => findCampaign(db, id),
    rows: (id) => rowsOf(db, id),
    close: () => storage.close(),
  };
}

async function planNew(deps, now) {
  const audience = { populations };
  const began = performance.now();
  const { _id, createdAt } = await createCampaign(deps.db, { name: 'Bench', what: 'lesson', audience, createdBy: 'officer' }, now());
  const plan = await planCampaign(deps, { audience, createdAt }, now());
  await done(keepPlan(deps.db, _id, plan));
  return { id: _id, plan, ms: performance.now() - began };
}

/** Answers how long the start took: until the campaign is accepted. */
async function approveAndStart(db, id, now) {
  await done(approveCampaign(db, id, { officer, oversees: () => true }));
  const began = performance.now();
  await done(startCampaign(db, id, now()));
  return performance.now() - began;
}

async function done(change) {
  const outcome = await change;
  if (outcome !== 'done') throw new Error(`the campaign was not changed: ${outcome}`);
}

/** How many of its messages are in which state, those dropped with the reason. */
async function rowsOf(db, id) {
  const counts = {};
  const rows = native(outbox(db)).find({ 'push.campaign': id }, { projection: { state: 1, reason: 1 }, batchSize: 10_000 });
  for await (const { state, reason } of rows) {
    const key = state === 'dropped' ? `dropped ${reason}` : state;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}
