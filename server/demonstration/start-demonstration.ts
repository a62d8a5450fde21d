import type { Config } from '../config';
import type { Growing } from '../console/view';
import { loadTexts } from '../i18n';
import { createRosterCodes } from '../organisations/create-codes';
import { type Running, start } from '../start';
import { createStaffOnce, type SignIns } from './demonstration-staff';
import { Growth } from './growth';
import { importProvince } from './make-province';
import { makeProvince, provinceCode } from './province';
import { printAddresses, type Screen, showProgress } from './screen';
import { slotsOf } from './slots';

const seed = 20_260_101;
const allPeople = 20_000;
const visitorCodes = 3;

export type Demonstration = {
  readonly running: Running;
  readonly signIns: SignIns;
  readonly codes: readonly string[];
  /** Resolves when all people are in, or when it was stopped. */
  readonly grown: Promise<void>;
};

export type DemonstrationOptions = { readonly now?: () => Date; readonly people?: number };

/** The whole product on a province that does not exist, in a folder of its own: it never touches real data. */
export async function startDemonstration(
  config: Config,
  out: Screen,
  { now = () => new Date(), people = allPeople }: DemonstrationOptions = {},
): Promise<Demonstration> {
  const texts = loadTexts(config.contentDir);
  const agency = { vi: texts('vi', 'demonstration')('agency'), en: texts('en', 'demonstration')('agency') };
  const province = makeProvince(seed);
  let growing: Growing | undefined = { done: 0, total: people };
  const running = await start(
    { ...config, agency, area: provinceCode },
    {
      now,
      prepare: ({ storage }) => importProvince(storage.db, province, config.contentDir, now()),
      pipeline: { now: Growth.clock(now) },
      growing: () => growing,
    },
  );
  const signIns = await createStaffOnce(running.storage.db, {
    folder: config.dataDir,
    school: firstSchool(province)?.id ?? '',
    now: now(),
  });
  const codes = await codesForVisitors(running, visitorGroup(province), now());
  printAddresses(out, texts, { address: running.address, folder: config.dataDir, signIns, codes });

  const growth = growthOf(running, now);
  const show = showProgress(out, texts, people);
  const progress = (done: number): void => {
    growing = { done, total: people };
    show(done);
  };
  const grown = growth
    .bringIn(slotsOf(province.organisations, seed, now(), people), progress)
    .catch((error: unknown) => running.logger.error({ event: 'job.failed', job: 'growth', error }))
    .finally(() => {
      growing = undefined;
    });
  const stop = async (): Promise<void> => {
    growth.stop();
    await grown;
    await running.stop();
  };
  return { running: { ...running, stop }, signIns, codes, grown };
}

function growthOf({ storage, keys, pipeline, catalogue }: Running, now: () => Date): Growth {
  return new Growth({
    db: storage.db,
    keys,
    steps: pipeline.steps,
    lessonOf: (key, version) => catalogue.lesson(key, 'vi', version),
    now,
  });
}

async function codesForVisitors({ storage, keys }: Running, group: string, now: Date): Promise<readonly string[]> {
  return (await createRosterCodes(storage.db, keys, { group, count: visitorCodes, expires: inAMonth(now), now })) ?? [];
}

/** A class of the first school, for whoever tries the chat. */
function visitorGroup(province: ReturnType<typeof makeProvince>): string {
  return firstSchool(province)?.groups[0]?.id ?? '';
}

function firstSchool(province: ReturnType<typeof makeProvince>) {
  return province.organisations[0];
}

function inAMonth(now: Date): Date {
  return new Date(now.getTime() + 30 * 24 * 3600 * 1000);
}
