import { attendanceOf } from '../../server/meetings/attendance';
import { codeOnScreen, meetingByCode, openCheckIn } from '../../server/meetings/check-in-codes';
import { planMeeting } from '../../server/meetings/plan-meeting';
import { summaryOf } from '../../server/meetings/summary';
import { eventually } from '../support/eventually';
import { type Product, startProduct } from '../support/product';
import { WebLearner } from '../support/web-learner';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

test('a pupil who types the code on the screen was there: once, however often, and not with an old code', async () => {
  const { storage, keys } = product.running;
  const { db } = storage;
  const now = () => new Date();
  const meeting = await planMeeting(
    { db, bounds: 'everything', actor: 'an', now: now() },
    {
      ...{ title: 'Sinh hoạt dưới cờ', place: 'Sân trường', speaker: '', startsAt: now(), minutes: 45 },
      parts: ['law', 'knowledge'],
      shares: [{ organisation: 'thpt-1', population: 'upper-secondary' }],
      groups: [],
    },
  );
  if (meeting === undefined) throw new Error('not planned');
  await openCheckIn(db, meeting._id, now());
  const { code } = await codeOnScreen(db, keys, meeting._id, now());
  expect((await codeOnScreen(db, keys, meeting._id, now())).code).toHaveLength(6);

  const learner = new WebLearner(product.address);
  await learner.open();
  await learner.join(product.codes[0]);
  await learner.tap('16 hoặc 17 tuổi');
  for (const answer of ['Đồng ý', 'Đồng ý', 'Không đồng ý', 'Không đồng ý']) await learner.tap(answer);
  expect((await learner.say(code.toLowerCase())).text).toContain('Đã điểm danh');
  await learner.say(`mã là ${code.slice(0, 3)}-${code.slice(3)}`);

  await eventually(async () =>
    expect(summaryOf(await attendanceOf(db, keys, meeting))).toMatchObject({ checkedIn: 1, counted: 1, ticked: 0 }),
  );
  const { counting } = await attendanceOf(db, keys, meeting);
  expect(counting).toMatchObject([{ class: 'E3', rung: 'reached', minutes: 45, identified: true, organisation: 'thpt-1' }]);
  expect(counting).toHaveLength(1);

  const shownUntil = new Date(Math.floor(now().getTime() / 30_000) * 30_000 + 90_000);
  expect(await meetingByCode(db, keys, code, new Date(shownUntil.getTime() + 30_000))).toBeUndefined();
  product.advance(200_000);
  expect((await learner.say(code)).text).toContain('Không tìm thấy mã');
  expect((await product.running.ledger.rebuild()).changed).toBe(0);
}, 60_000);
