import { createIdleWatch } from '../../../../server/widget/client/idle-watch';

const minute = 60_000;

function setUp() {
  const clock = { wall: Date.UTC(2026, 10, 22), monotonic: 0 };
  const seen = { idle: 0, active: 0 };
  const watch = createIdleWatch({
    limitMs: 10 * minute,
    wall: () => clock.wall,
    monotonic: () => clock.monotonic,
    onIdle: () => {
      seen.idle += 1;
    },
    onActive: () => {
      seen.active += 1;
    },
  });
  const pass = (ms: number, { asleep = false } = {}) => {
    clock.wall += ms;
    if (!asleep) clock.monotonic += ms;
  };
  return { clock, seen, watch, pass };
}

describe('whether somebody is there', () => {
  test('ten minutes without a touch are told once', () => {
    const { seen, watch, pass } = setUp();

    pass(10 * minute - 1);
    const before = watch.check();
    pass(1);
    const after = [watch.check(), watch.check()];

    expect({ before, after, told: seen.idle }).toEqual({ before: false, after: [true, true], told: 1 });
  });

  test('the touch that wakes a phone comes too late', () => {
    const { seen, watch, pass } = setUp();

    pass(11 * minute, { asleep: true });
    watch.active();

    expect(seen).toEqual({ idle: 1, active: 0 });
  });

  test('a clock set back does not keep a chat open', () => {
    const { clock, watch, pass } = setUp();

    clock.wall -= 60 * minute;
    pass(10 * minute);

    expect(watch.check()).toBe(true);
  });

  test('touches are reported at most once a minute', () => {
    const { seen, watch, pass } = setUp();

    for (let seconds = 0; seconds < 180; seconds += 10) {
      pass(10_000);
      watch.active();
    }

    expect(seen).toEqual({ idle: 0, active: 3 });
  });

  test('another tab in use keeps this one open', () => {
    const { watch, pass } = setUp();

    pass(9 * minute);
    watch.activeElsewhere();
    pass(9 * minute);

    expect(watch.check()).toBe(false);
  });

  test('after it was opened again it counts from then', () => {
    const { watch, pass } = setUp();
    pass(10 * minute);
    watch.check();

    watch.restart();
    pass(minute);

    expect(watch.check()).toBe(false);
  });
});
