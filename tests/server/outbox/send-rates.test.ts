import fc from 'fast-check';
import { SendRate, shareOfRate, type Urgency } from '../../../server/outbox/send-rates';

/** Every send asks for its turn, and to leave just before it goes. */
async function sendOf(rate: SendRate, urgency: Urgency = 'reply'): Promise<void> {
  await rate.turn(urgency);
  await rate.leave();
}

/** When so many sends that were asked for at once were let go, by a clock that only the test moves. */
async function timesOf(count: number, perSecond: number): Promise<readonly number[]> {
  jest.useFakeTimers();
  const rate = new SendRate(
    () => perSecond,
    () => performance.now(),
  );
  const times: number[] = [];
  const all = Promise.all(Array.from({ length: count }, () => sendOf(rate).then(() => times.push(performance.now()))));
  await jest.advanceTimersByTimeAsync((count / perSecond) * 1500);
  jest.useRealTimers();
  await all;
  return times;
}

test('sends are spaced evenly, those asked for at once too', async () => {
  const times = await timesOf(60, 200);

  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  expect(times).toHaveLength(60);
  expect(span).toBeGreaterThan((59 / 200) * 1000 - 10);
});

test.each([5, 40, 50, 250])('no sliding second holds more than %i sends, and few hold less', async (perSecond) => {
  const count = perSecond * 3;
  const times = await timesOf(count, perSecond);

  const withinASecond = times.map((from) => times.filter((at) => at >= from && at < from + 1000).length);
  expect(times).toHaveLength(count);
  expect(Math.max(...withinASecond)).toBeLessThanOrEqual(perSecond);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan(((count - 1) / perSecond) * 1000 * 1.05 + 60);
});

test('sends that were held up after their turn still leave no second too full', async () => {
  jest.useFakeTimers();
  const rate = new SendRate(
    () => 50,
    () => performance.now(),
  );
  const times: number[] = [];
  const heldUp = async (index: number): Promise<void> => {
    await rate.turn();
    await new Promise((done) => setTimeout(done, index < 40 ? 1_200 : 0));
    await rate.leave();
    times.push(performance.now());
  };
  const all = Promise.all(Array.from({ length: 150 }, (_, index) => heldUp(index)));
  await jest.advanceTimersByTimeAsync(8_000);
  jest.useRealTimers();
  await all;

  const withinASecond = times.map((from) => times.filter((at) => at >= from && at < from + 1000).length);
  expect(times).toHaveLength(150);
  expect(Math.max(...withinASecond)).toBeLessThanOrEqual(50);
});

test('in the middle of a long campaign at the full rate an answer waits for little more than one send', async () => {
  jest.useFakeTimers();
  const rate = new SendRate(
    () => 250,
    () => performance.now(),
  );
  const campaign = { goesOn: true };
  const under = Array.from({ length: 100 }, async () => {
    while (campaign.goesOn) await sendOf(rate, 'campaign');
  });
  await jest.advanceTimersByTimeAsync(30_000);
  const asked = performance.now();
  const answer = sendOf(rate).then(() => performance.now() - asked);
  campaign.goesOn = false;
  await jest.advanceTimersByTimeAsync(5_000);
  jest.useRealTimers();
  await Promise.all(under);

  expect(await answer).toBeLessThan(30);
});

test('answers go before reminders, reminders before campaigns, each in the order asked', async () => {
  const rate = new SendRate(
    () => 100,
    () => performance.now(),
  );
  const went: string[] = [];
  const ask = (urgency: Urgency, name: string) => rate.turn(urgency).then(() => went.push(name));

  await Promise.all([
    ask('campaign', 'first there'),
    ask('campaign', 'campaign 1'),
    ask('reminder', 'reminder 1'),
    ask('campaign', 'campaign 2'),
    ask('reply', 'reply 1'),
    ask('reply', 'reply 2'),
  ]);

  expect(went).toEqual(['first there', 'reply 1', 'reply 2', 'reminder 1', 'campaign 1', 'campaign 2']);
});

test('the holders of all lanes together stay within what the account may send', () => {
  const holders = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 500 }), holders, (perSecond, weights) => {
      const sum = weights.reduce((all, one) => all + one, 0);
      const shares = weights.map((one) => shareOfRate(perSecond, Math.floor((256 * one) / sum)));

      expect(shares.reduce((all, one) => all + one, 0)).toBeLessThanOrEqual(perSecond);
    }),
  );
});

test('one process that holds every lane has the whole budget, and one that holds few still sends', () => {
  expect(shareOfRate(40, 256)).toBe(40);
  expect(shareOfRate(1, 128)).toBe(0.5);
});
