import { deriveKeys } from '../../server/keys';
import { openStorage } from '../../server/open-storage';
import { createFigures } from '../../server/reach/figures';
import { createLedger } from '../../server/reach/ledger';
import { native } from '../../server/storage/collection';
import { attempts } from '../../server/storage/collections/attempts';
import { evidenceRows } from '../../server/storage/collections/evidence';
import { type Installation, makeInstallation } from '../support/installation';
import { KillableProduct } from '../support/killable-product';
import { WebLearner } from '../support/web-learner';

const conversations = 500;
const together = 60;
const kills = 8;
/** A reader's pace takes a minute a lesson; the clock of the turns runs this much faster. */
const clockTimes = 20;

let installation: Installation;
let product: KillableProduct;
beforeAll(async () => {
  installation = await makeInstallation({ pupils: 2 * conversations, codes: conversations });
  product = await KillableProduct.start(installation, clockTimes, { JOBS: 'none' }); // 500 people with the same wrong answers would be asked about
});
afterAll(async () => {
  await product.kill();
  installation.remove();
});

/** One learner's whole lesson, however often the other side dies in the middle of it. */
async function learn(code: string): Promise<WebLearner> {
  const learner = new WebLearner(product.address);
  await learner.open();
  await learner.join(code);
  await learner.tap('16 hoặc 17 tuổi');
  for (const consent of ['Đồng ý', 'Đồng ý', 'Không đồng ý', 'Không đồng ý']) await learner.tap(consent);
  await learner.tap(/^Học: /);
  while (!/Bạn đã học xong/.test(learner.last.text)) {
    const labels = learner.last.options.map(({ label }) => label);
    await learner.tap(labels.find((label) => label === 'Xong') ?? labels[0] ?? '');
    await new Promise((done) => setTimeout(done, 300)); // a reader's pause
  }
  return learner;
}

test(`${kills} × kill −9 in the middle of ${conversations} conversations lose nothing, count nobody twice and repeat nothing`, async () => {
  const learners: WebLearner[] = [];
  const waiting = installation.codes.values();
  const oneAfterAnother = async (): Promise<void> => {
    for (const code of waiting) learners.push(await learn(code));
  };
  const all = Promise.all(Array.from({ length: together }, oneAfterAnother));

  let killed = 0;
  const killing = async (): Promise<void> => {
    while (killed < kills && learners.length < conversations - together) {
      await new Promise((done) => setTimeout(done, 1500 + Math.random() * 2500));
      await product.killAndRestart();
      killed += 1;
    }
  };
  await Promise.all([all, killing()]);
  await product.kill();

  expect(killed).toBeGreaterThan(kills / 2);
  expectNothingRepeated(learners);
  await expectCountedOnce();
}, 300_000);

function expectNothingRepeated(learners: readonly WebLearner[]): void {
  const repeats = learners.map(
    ({ said }) => said.length - new Set(said.map(({ text, options }) => text + options.map(({ label }) => label).join())).size,
  );
  const results = learners.map(({ last }) => /đúng \d\/6/.exec(last.text)?.[0]);

  expect(repeats.filter((count) => count > 0)).toEqual([]);
  expect(new Set(results).size).toBe(1); // everybody gave the same answers
}

/** What the folder holds after the last kill, once start-up has finished what it interrupted. */
async function expectCountedOnce(): Promise<void> {
  const { config, plan } = installation;
  const { secretKey, serviceWorkerKey } = config.secrets;
  const now = () => new Date(Date.now() + 24 * 3600 * 1000 * 30);
  await product.killAndRestart();
  await new Promise((done) => setTimeout(done, 1000));
  await product.kill();
  const storage = await openStorage(config, deriveKeys(secretKey, serviceWorkerKey), now());
  try {
    const { db } = storage;
    const completions = await native(attempts(db)).find({ kind: 'completion' }).toArray();
    const answers = await native(attempts(db)).countDocuments({ kind: 'attempt' });
    const reached = await native(evidenceRows(db)).find({ rung: 'reached' }).toArray();
    const [figure] = (await createFigures(db, { now }).planFigures({ plan })).filter(({ indicator }) => indicator.population === 'student');
    const rebuilt = await createLedger(db, { now }).rebuild();

    expect({
      completions: completions.length,
      answers,
      reached: reached.length,
      people: new Set(reached.map(({ person }) => person)).size,
    }).toEqual({
      completions: conversations,
      answers: conversations * 6,
      reached: conversations,
      people: conversations,
    });
    expect(figure?.low).toBe(conversations);
    expect(rebuilt).toMatchObject({ changed: 0 });
  } finally {
    await storage.close();
  }
}
