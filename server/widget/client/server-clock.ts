/**
 * Server time on a device whose own clock may be wrong or be set back: the server's last word plus what has passed since on a clock that only
 * goes forward. Typed text that looks minutes older than the last is not answered, so the device's clock must not decide.
 */
export function createServerClock(monotonic: () => number) {
  let offset = 0;
  return {
    hear: (serverNow: number) => {
      offset = serverNow - monotonic();
    },
    stamp: () => new Date(Math.round(offset + monotonic())).toISOString(),
  };
}
