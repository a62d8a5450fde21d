import { SendRate } from '../../../server/outbox/send-rates';

test('no sliding second holds more sends than allowed, whatever came before', async () => {
  const perSecond = 200;
  const rate = new SendRate(perSecond, () => performance.now());
  const times: number[] = [];

  await Promise.all(Array.from({ length: 60 }, () => rate.turn().then(() => times.push(performance.now()))));

  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  expect(times).toHaveLength(60);
  expect(span).toBeGreaterThan((59 / perSecond) * 1000 - 10);
});
