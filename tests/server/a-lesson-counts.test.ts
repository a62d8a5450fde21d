import { createFigures } from '../../server/reach/figures';
import { eventually } from '../support/eventually';
import { type Product, startProduct } from '../support/product';
import { WebLearner } from '../support/web-learner';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

const minute = 60_000;

/** From a code to the menu, with a yes to learning and to being counted. */
async function joinWith(code: string, counted = true): Promise<WebLearner> {
  const learner = new WebLearner(product.address);
  await learner.open();
  await learner.join(code);
  await learner.tap('16 hoặc 17 tuổi');
  await learner.tap('Đồng ý'); // learn
  await learner.tap(counted ? 'Đồng ý' : 'Không đồng ý');
  await learner.tap('Không đồng ý'); // reminders
  await learner.tap('Không đồng ý'); // let my organiser see
  return learner;
}

/** Reads the lesson offered and answers its questions with the first option of each, at a reader's pace. */
async function takeLesson(learner: WebLearner, begin: string | RegExp = /^Học: /, pauseMs = minute / 2): Promise<void> {
  await learner.tap(begin);
  for (let turns = 0; turns < 40 && !/Bạn đã học xong/.test(learner.last.text); turns++) {
    product.advance(pauseMs);
    await goOn(learner);
  }
  expect(learner.last.text).toMatch(/Bạn đã học xong/);
}

/** The first thing on offer; where several may be ticked, the first alone. */
function goOn(learner: WebLearner) {
  const labels = learner.last.options.map(({ label }) => label);
  return learner.tap(labels.find((label) => label === 'Xong') ?? labels[0] ?? '');
}

async function students() {
  const figures = await createFigures(product.running.storage.db, { now: () => new Date() }).planFigures({ plan: product.plan });
  const figure = figures.find(({ indicator }) => indicator.population === 'student');
  return { low: figure?.low ?? 0, attendances: figure?.attendances ?? 0, denominator: figure?.denominator, verdict: figure?.verdict };
}

async function counted(people: number) {
  await eventually(async () => expect((await students()).low).toBe(people));
}

describe('a learner who takes a lesson', () => {
  test('is one more person in the official figure of the whole plan', async () => {
    await takeLesson(await joinWith(product.codes[0] ?? ''));

    await counted(1);
    expect(await students()).toMatchObject({ denominator: { status: 'complete', people: 100 }, verdict: { met: false, missing: 69 } });
  });

  test('is counted once, however many times they take it', async () => {
    const learner = await joinWith(product.codes[1] ?? '');

    await takeLesson(learner);
    await takeLesson(learner, 'Làm lại bài này');

    await eventually(async () => expect((await students()).attendances).toBe(3));
    await counted(2);
  });

  test('is not counted without a yes to being counted, nor by rushing through', async () => {
    await takeLesson(await joinWith(product.codes[2] ?? '', false));
    await takeLesson(await joinWith(product.codes[3] ?? ''), /^Học: /, 0);

    await takeLesson(await joinWith(product.codes[4] ?? ''));
    await counted(3);
  });

  test('leaves the figure when they have everything deleted', async () => {
    const learner = await joinWith(product.codes[5] ?? '');
    await takeLesson(learner);
    await counted(4);

    await learner.say('xóa dữ liệu');
    await learner.tap(/^Xóa|^Có/);

    await counted(3);
  });
});

test('a learner who reads a whole lesson and answers one of its questions is one more person reached', async () => {
  const before = (await students()).low;
  const learner = await joinWith(product.codes[6] ?? '');
  await learner.tap(/^Học: /);
  while (!/Câu 2\/6/.test(learner.last.text)) {
    product.advance(minute / 2);
    await goOn(learner);
  }

  await counted(before + 1);
});

describe('a single-use code', () => {
  test('lets in one of two who use it at the same time', async () => {
    const code = product.codes[10] ?? '';
    const [one, two] = [new WebLearner(product.address), new WebLearner(product.address)];
    for (const learner of [one, two]) {
      await learner.open();
      await learner.join(code);
      await learner.tap('16 hoặc 17 tuổi');
    }

    const said = await Promise.all([one.tap('Đồng ý'), two.tap('Đồng ý')]);

    const refused = said.filter(({ text }) => /đã được (người khác )?(dùng|sử dụng)|đã có người/i.test(text));
    expect(refused).toHaveLength(1);
  });

  test.each(['ZZZZZZZZ', '2345678', 'ABCD-EFGH'])('%s, which nobody made, is answered kindly', async (code) => {
    const learner = new WebLearner(product.address);
    await learner.open();

    const said = await learner.join(code);

    expect(said.options.length).toBeGreaterThan(0);
  });
});
