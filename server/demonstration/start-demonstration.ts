import type { Config } from '../config';
import { loadTexts } from '../i18n';
import { createRosterCodes } from '../organisations/create-codes';
import { type Running, start } from '../start';
import { createOfficerOnce, type SignIn } from './demonstration-officer';
import { Growth } from './growth';
import { importProvince } from './make-province';
import { makeProvince, provinceCode } from './province';
import { printAddresses, showProgress } from './screen';
import { slotsOf } from './slots';

const seed = 20_260_101;
const allPeople = 20_000;
const visitorCodes = 3;

export type Demonstration = {
  readonly running: Running;
  readonly signIn: SignIn;
  readonly codes: readonly string[];
  /** Resolves when all people are in, or when it was stopped. */
  readonly grown: Promise<void>;
};

/** The whole product on a province that does not exist, in a folder of its own: it never touches real data. */
export async function startDemonstration(
  config: Config,
  out: NodeJS.WriteStream,
  now: () => Date = () => new Date(),
): Promise<Demonstration> {
  const texts = loadTexts(config.contentDir);
  const agency = { vi: texts('vi', 'demonstration')('agency'), en: texts('en', 'demonstration')('agency') };
  const province = makeProvince(seed);
  const running = await start(
    { ...config, agency, area: provinceCode },
    {
      now,
      prepare: ({ storage }) => importProvince(storage.db, province, config.contentDir, now()),
      pipeline: { now: Growth.clock(now) },
    },
  );
  const { storage, keys, pipeline, catalogue } = running;
  const lessonOf = (key: string, version?: string) => catalogue.lesson(key, 'vi', version);
  const growth = new Growth({ db: storage.db, keys, steps: pipeline.steps, lessonOf, now });

  const signIn = await createOfficerOnce(storage.db, config.dataDir, now());
  const codes =
    (await createRosterCodes(storage.db, keys, {
      group: visitorGroup(province),
      count: visitorCodes,
      expires: inAMonth(now()),
      now: now(),
    })) ?? [];
  printAddresses(out, texts, { address: running.address, folder: config.dataDir, signIn, codes });
  const grown = growth
    .bringIn(slotsOf(province.organisations, seed, now(), allPeople), showProgress(out, texts, allPeople))
    .catch((error: unknown) => running.logger.error({ event: 'job.failed', job: 'growth', error }));
  const stop = async (): Promise<void> => {
    growth.stop();
    await grown;
    await running.stop();
  };
  return { running: { ...running, stop }, signIn, codes, grown };
}

/** A class of the first school, for whoever tries the chat. */
function visitorGroup(province: ReturnType<typeof makeProvince>): string {
  return province.organisations[0]?.groups[0]?.id ?? '';
}

function inAMonth(now: Date): Date {
  return new Date(now.getTime() + 30 * 24 * 3600 * 1000);
}
