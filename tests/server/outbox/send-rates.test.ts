import fc from 'fast-check';
import { SendRate, shareOfRate, type Urgency } from '../../../server/outbox/send-rates';

test('no sliding second holds more sends than allowed, whatever came before', async () => {
  const perSecond = 200;
  const rate = new SendRate(
    () => perSecond,
    () => performance.now(),
  );
  const times: number[] = [];

  await Promise.all(Array.from({ length: 60 }, () => rate.turn().then(() => times.push(performance.now()))));

  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  expect(times).toHaveLength(60);
  expect(span).toBeGreaterThan((59 / perSecond) * 1000 - 10);
});

test('at no time of a second that never ends are there more sends than allowed, and few less', async () => {
  const perSecond = 50;
  const rate = new SendRate(
    () => perSecond,
    () => performance.now(),
  );
  const times: number[] = [];

  await Promise.all(Array.from({ length: 100 }, () => rate.turn().then(() => times.push(performance.now()))));

  const withinASecond = times.map((from) => times.filter((at) => at >= from && at < from + 1000).length);
  expect(Math.max(...withinASecond)).toBeLessThanOrEqual(perSecond);
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan((99 / perSecond) * 1000 * 1.05 + 60);
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
