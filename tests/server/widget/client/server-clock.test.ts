import { createServerClock } from '../../../../server/widget/client/server-clock';

test("an event carries the server's time, whatever the device's clock says", () => {
  let monotonic = 5000;
  const clock = createServerClock(() => monotonic);

  clock.hear(Date.UTC(2026, 10, 22));
  monotonic += 1500;

  expect(clock.stamp()).toBe('2026-11-22T00:00:01.500Z');
});
