import { messengerAccount } from '../bot/channels/messenger';
import { pageIdsOf } from '../bot/channels/messenger/page-ids';
import type { Catalogue } from '../courses/model';
import { feedRegularly } from './campaigns/feed-regularly';
import { HaltedCampaigns } from './campaigns/halted-campaigns';
import { type ChannelParts, channelsOf } from './channels-of';
import type { Config } from './config';
import { createPipeline, type Pipeline } from './conversation/pipeline';
import { closeServer, portOf, serve, type WebParts } from './http/serve';
import { loadTexts, type Texts } from './i18n';
import { instanceId } from './instance-id';
import { countingJobs } from './jobs/counting-jobs';
import { deleteAskedData } from './jobs/delete-asked-data';
import { sayWhatIsDue } from './jobs/say-what-is-due';
import { type Job, startJobs } from './jobs/schedule';
import { warnOfOverdue } from './jobs/warn-of-overdue';
import { deriveKeys, type Keys } from './keys';
import { lessonJob } from './lessons/lesson-job';
import { createLogger, type Logger } from './observability/logger';
import { createMetrics } from './observability/metrics';
import { openStorage } from './open-storage';
import { applyRetention } from './people/apply-retention';
import { holidaysOf } from './people/request-deadlines';
import { createProgramme, type Programme } from './programme';
import { createPushPolicy } from './pushes/push-policy';
import { loadPushSettings, type PushSettings } from './pushes/push-settings';
import { loadAreaTree } from './reach/area-tree';
import { countNewPlans } from './reach/count-new-plans';
import { createLedger, type Ledger } from './reach/ledger';
import { dayOf } from './reach/period';
import { forgetDueEntries } from './rosters/bases';
import { undoAbandoned } from './rosters/undo';
import { soundContent } from './sound-content';
import type { Storage } from './storage/connect';

export type Running = {
  /** Where this process listens, e.g. `http://127.0.0.1:3000`. */
  readonly address: string;
  readonly storage: Storage;
  readonly keys: Keys;
  readonly ledger: Ledger;
  readonly pipeline: Pipeline;
  readonly logger: Logger;
  readonly texts: Texts;
  readonly catalogue: Catalogue;
  /** Answers what is under way, finishes its turns and lets go of the store. */
  readonly stop: () => Promise<void>;
};

export type StartOptions = {
  readonly logger?: Logger;
  readonly now?: () => Date;
  /** Runs before anybody is answered: the demonstration makes its province here. */
  readonly prepare?: (parts: { readonly storage: Storage; readonly keys: Keys }) => Promise<void>;
  /** Told on the console's screens while a demonstration still gains people. */
  readonly growing?: WebParts['growing'];
  /** False where something outside decides what runs by the clock: what people did is then looked at by nobody. */
  readonly jobs?: false;
  readonly pipeline?: Partial<Pick<Parameters<typeof createPipeline>[0], 'now'>>;
};

const refreshMs = 10 * 60_000;
const settingsMs = 5_000; // a page that Meta restricts is soon silent
const haltedMs = 100; // a pause is felt within a second, on a busy machine too

/** Builds the parts that the configuration's roles need and starts them; the same function for the product, its tests and the bench. */
export async function start(config: Config, options: StartOptions = {}): Promise<Running> {
  const now = options.now ?? (() => new Date());
  const logger = options.logger ?? createLogger(config.logLevel);
  const metrics = createMetrics();
  const keys = deriveKeys(config.secrets.secretKey, config.secrets.serviceWorkerKey);
  const opening = openStorage(config, keys, now());
  const content = await readMeanwhile(opening, () => soundContent(config.contentDir, { on: dayOf(now()), logger }));
  const texts = loadTexts(config.contentDir);
  const storage = await opening;
  logger.info({ event: 'store.opened', embedded: config.mongodbUri === undefined });
  await options.prepare?.({ storage, keys });

  const ledger = createLedger(storage.db, {
    now,
    headKey: keys.of('seal-head'),
    onFailure: (error) => logger.error({ event: 'fan_out.failed', error }),
  });
  const channels = channelsOf({ config, keys, db: storage.db, logger, now });
  const programme = await createProgramme({ db: storage.db, config, content, logger, now });
  const halted = new HaltedCampaigns(storage.db);
  await halted.look(); // what was paused before a restart stays so from the first moment on
  const settings = await loadPushSettings(storage.db, content.calendars);
  const { catalogue, hotlines } = programme;
  const pushes = createPushPolicy({ catalogue, settings, channels: channels.byName, halted, now });
  const isHoliday = holidaysOf(content.calendars);
  const isWorker = config.roles.includes('worker');
  const shared = config.mongodbUri !== undefined; // an embedded store belongs to one process
  const instance = instanceId(config.dataDir, config.roles);
  const pipeline = createPipeline({
    db: storage.db,
    keys,
    holder: instance.name,
    isGone: (holder) => !shared || instance.isGone(holder),
    bot: programme.bot,
    channels: channels.byName,
    ledger,
    pushes,
    isHoliday,
    logger,
    metrics,
    now: options.pipeline?.now ?? (() => now()),
    shared,
  });
  if (isWorker) {
    ledger.recover({ olderThanMs: 0 }).catch((error: unknown) => jobFailed(logger)('recover', error));
    await pipeline.start();
  }
  if (shared && config.roles.includes('web')) pipeline.follow();
  const { accept } = pipeline;
  const sayDue = { db: storage.db, keys, catalogue, settings, channels: channels.byName, now, accept };
  const keeping = { db: storage.db, keys, ledger, forget: storage.forget, now };
  const retain: Job = { name: 'retention', at: '40 2 * * *', run: async () => void (await applyRetention(keeping)) };
  const overdue: Job = { name: 'data-requests', at: '5 * * * *', run: () => warnOfOverdue({ db: storage.db, logger, metrics, now }) };
  const due: Job = { name: 'say-what-is-due', at: '* * * * *', run: async () => void (await sayWhatIsDue(sayDue)) };
  const stopJobs =
    config.roles.includes('scheduler') && options.jobs !== false
      ? startJobs(
          storage.db,
          [
            ...jobs({ db: storage.db, ledger, now }),
            ...countingJobs({ db: storage.db, keys, ledger, now }),
            ...rosterJobs({ db: storage.db, keys, now }),
            lessonJob({ db: storage.db, courses: () => catalogue.courses, now }, config.demo),
            due,
            retain,
            overdue,
            ...deletionJob({ config, keys, db: storage.db, logger, now }, accept),
          ],
          { now, failed: jobFailed(logger) },
        )
      : undefined;
  const stopFeeding = config.roles.includes('scheduler')
    ? feedRegularly(sayDue, (error) => jobFailed(logger)('feed-campaigns', error))
    : undefined;
  const stopRefreshing = refreshRegularly({ programme, settings, halted }, jobFailed(logger));
  const { growing } = options;
  const server = await serve({
    config,
    storage,
    keys,
    texts,
    logger,
    metrics,
    pipeline,
    ledger,
    channels: channels.byPath,
    hotlines,
    growing,
    isHoliday,
    pushSettings: settings,
    planning: async () => ({ db: storage.db, keys, channels: channels.byName, settings, tree: await loadAreaTree(storage.db) }),
    now,
  });
  logger.info({ event: 'server.started', port: portOf(server), demo: config.demo });

  return {
    address: `http://${config.host}:${portOf(server)}`,
    storage,
    keys,
    ledger,
    pipeline,
    logger,
    texts,
    catalogue,
    stop: async () => {
      logger.info({ event: 'server.stopping' });
      await closeServer(server);
      stopRefreshing();
      await stopFeeding?.();
      await stopJobs?.();
      await pipeline.stop();
      await storage.close();
      logger.info({ event: 'server.stopped' });
    },
  };
}

/** The embedded store opens in a thread of its own while this one reads; what cannot be read closes it again. */
async function readMeanwhile<T>(opening: Promise<Storage>, read: () => T): Promise<T> {
  try {
    return read();
  } catch (error) {
    await opening.then(
      (storage) => storage.close(),
      () => undefined, // the content is what somebody has to mend first
    );
    throw error;
  }
}

/** A row is soon sealed, and what a dead process left uncounted is soon counted; whoever imported a plan waits to see it. */
function jobs(deps: Parameters<typeof countNewPlans>[0] & { readonly ledger: Ledger }): readonly Job[] {
  const { ledger } = deps;
  return [
    { name: 'count-new-plans', at: '*/10 * * * * *', run: () => countNewPlans(deps) },
    { name: 'seal', at: '* * * * *', run: async () => void (await ledger.sealPending()) },
    { name: 'recover', at: '* * * * *', run: async () => void (await ledger.recover()) },
  ];
}

/** Names and phones go on the day their basis ends; a roster that a crash left half taken goes within the hour. */
function rosterJobs({ db, keys, now }: { readonly db: Storage['db']; readonly keys: Keys; readonly now: () => Date }): readonly Job[] {
  return [
    { name: 'forget-rosters', at: '20 * * * *', run: async () => void (await forgetDueEntries(db, now())) },
    { name: 'undo-rosters', at: '25 * * * *', run: async () => void (await undoAbandoned({ db, keys }, now())) },
  ];
}

/** Where Meta may pass on that somebody takes their data back. */
function deletionJob({ config: { messenger }, keys, db, logger, now }: ChannelParts, accept: Pipeline['accept']): readonly Job[] {
  if (messenger?.appId === undefined) return [];
  const access = { ...messenger, appId: messenger.appId };
  const deps = { db, keys, logger, now, accept, account: messengerAccount, pageIds: (user: string) => pageIdsOf(access, user) };
  return [{ name: 'delete-asked-data', at: '* * * * *', run: () => deleteAskedData(deps) }];
}

type Refreshed = { readonly programme: Programme; readonly settings: PushSettings; readonly halted: HaltedCampaigns };

/** Every process looks for itself: what may be served from midnight on, what commands have set, which campaigns were paused. */
function refreshRegularly({ programme, settings, halted }: Refreshed, failed: ReturnType<typeof jobFailed>): () => void {
  const every = (ms: number, name: string, look: () => Promise<void>) =>
    setInterval(() => look().catch((error: unknown) => failed(name, error)), ms).unref();
  const timers = [
    every(refreshMs, 'refresh', () => programme.refresh()),
    every(settingsMs, 'push-settings', () => settings.refresh()),
    every(haltedMs, 'campaigns', () => halted.look()),
  ];
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

function jobFailed(logger: Logger) {
  return (job: string, error: unknown) => logger.error({ event: 'job.failed', job, error });
}
