export type IdleDeps = {
  readonly limitMs: number;
  /** The device's clock: it goes on while a phone sleeps, but may be set back. */
  readonly wall: () => number;
  /** Never goes back, but may stand still while a phone sleeps. */
  readonly monotonic: () => number;
  readonly onIdle: () => void;
  /** At most once a minute while somebody is there. */
  readonly onActive: () => void;
};

const reportEveryMs = 60_000;

/** Two clocks, since each has a fault that the other has not: the chat is idle as soon as either says so. */
export function createIdleWatch(deps: IdleDeps) {
  let last = { wall: deps.wall(), monotonic: deps.monotonic() };
  let reported = deps.monotonic();
  let idle = false;

  function check(): boolean {
    if (idle) return true;
    const passed = Math.max(deps.wall() - last.wall, deps.monotonic() - last.monotonic);
    idle = passed >= deps.limitMs;
    if (idle) deps.onIdle();
    return idle;
  }

  function touch(): void {
    last = { wall: deps.wall(), monotonic: deps.monotonic() };
  }

  return {
    check,
    /** Somebody touched this page, unless it was already too late. */
    active: () => {
      if (check()) return;
      touch();
      if (deps.monotonic() - reported < reportEveryMs) return;
      reported = deps.monotonic();
      deps.onActive();
    },
    /** Another tab of the same chat is in use. */
    activeElsewhere: () => {
      if (!check()) touch();
    },
    restart: () => {
      idle = false;
      reported = deps.monotonic();
      touch();
    },
  };
}
