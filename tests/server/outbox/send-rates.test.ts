import fc from 'fast-check';
import { SendRate, shareOfRate, type Urgency } from '../../../server/outbox/send-rates';

/** Every send asks for its turn, and to leave just before it goes. */
async function sendOf(rate: SendRate, urgency: Urgency = 'reply', call: () => Promise<unknown> = async () => {}): Promise<void> {
  await rate.turn(urgency);
  await rate.leave(call, urgency);
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
    await rate.leave(async () => times.push(performance.now()));
  };
  const all = Promise.all(Array.from({ length: 150 }, (_, index) => heldUp(index)));
  await jest.advanceTimersByTimeAsync(8_000);
  jest.useRealTimers();
  await all;

  const withinASecond = times.map((from) => times.filter((at) => at >= from && at < from + 1000).length);
  expect(times).toHaveLength(150);
  expect(Math.max(...withinASecond)).toBeLessThanOrEqual(50);
});

/** When sends arrive that leave as the rate lets them, are on their way for `thereMs` and answered `backMs` after that. */
async function arrivalsOf(perSecond: number, count: number, way: Way): Promise<readonly number[]> {
  jest.useFakeTimers();
  const rate = new SendRate(
    () => perSecond,
    () => performance.now(),
  );
  const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
  const arrivals: number[] = [];
  const send = async (index: number): Promise<void> => {
    const { heldMs, thereMs, backMs } = way(index);
    await rate.turn('campaign');
    await pause(heldMs);
    const call = async (): Promise<void> => {
      await pause(thereMs);
      arrivals.push(performance.now());
      await pause(backMs);
    };
    await rate.leave(call, 'campaign');
  };
  const all = Promise.all(Array.from({ length: count }, (_, index) => send(index)));
  await jest.advanceTimersByTimeAsync((count / perSecond) * 3_000 + 5_000);
  jest.useRealTimers();
  await all;
  return arrivals.sort((a, b) => a - b);
}

type Way = (index: number) => { readonly heldMs: number; readonly thereMs: number; readonly backMs: number };

/** A way there that is on time only when the way back is late cannot be told from a long way; one in so many is on time both ways. */
const onTimeEvery = 5;

function fullest(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));
}

test('however late sends come to the platform and its answers to us, no second of the platform is too full', async () => {
  const delays = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 7, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 5, max: 60 }), delays, async (perSecond, late) => {
      const lateBy = (index: number): number => (index % onTimeEvery === 0 ? 0 : (late[index % late.length] ?? 0));
      const arrivals = await arrivalsOf(perSecond, perSecond * 4, (index) => ({
        heldMs: late[(index * 3) % late.length] ?? 0,
        thereMs: 20 + lateBy(index),
        backMs: 20 + lateBy(index * 7) / 4,
      }));

      expect(arrivals).toHaveLength(perSecond * 4);
      expect(fullest(arrivals)).toBeLessThanOrEqual(perSecond);
    }),
    { numRuns: 25 },
  );
});

test('a platform that always takes its time costs little of the rate', async () => {
  const arrivals = await arrivalsOf(40, 400, () => ({ heldMs: 2, thereMs: 75, backMs: 75 }));

  expect(fullest(arrivals)).toBeLessThanOrEqual(40);
  expect((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)).toBeLessThan((10_000 / 95) * 100);
});

test('the share of a holder that gained lanes grows only once a second has gone by, as the other may have used it', async () => {
  jest.useFakeTimers();
  const share = { perSecond: 10 };
  const rate = new SendRate(
    () => share.perSecond,
    () => performance.now(),
  );
  const times: number[] = [];
  const send = () => rate.leave(async () => times.push(performance.now()));
  await send();
  const gainedAt = performance.now();
  share.perSecond = 40;
  const all = Promise.all(Array.from({ length: 40 }, send));
  await jest.advanceTimersByTimeAsync(3_000);
  jest.useRealTimers();
  await all;

  expect(times.filter((at) => at < gainedAt + 1000)).toHaveLength(10);
  expect(times).toHaveLength(41);
});

test('what has had its turn and finds no room is two sends at most, so that little goes on after a pause', async () => {
  jest.useFakeTimers();
  const rate = new SendRate(
    () => 40,
    () => performance.now(),
  );
  const had = { turns: 0, left: 0 };
  const slow = async (): Promise<void> => {
    await rate.turn('campaign');
    had.turns += 1;
    await rate.leave(async () => {
      had.left += 1;
      await new Promise((done) => setTimeout(done, 8_000));
    }, 'campaign');
  };
  const all = Promise.all(Array.from({ length: 100 }, slow));
  await jest.advanceTimersByTimeAsync(5_000);
  expect(had).toEqual({ turns: 42, left: 40 });

  await jest.advanceTimersByTimeAsync(40_000);
  jest.useRealTimers();
  await all;
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
