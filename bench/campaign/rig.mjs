import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { freePort } from '../targets/free-port.mjs';
import { seededFolder } from '../targets/seeded-folder.mjs';
import { beginsAt } from './audience.mjs';
import { Killable } from './killable.mjs';
import { startPlatform } from './platform.mjs';
import { staffOf } from './staff.mjs';

const file = (path) => fileURLToPath(new URL(path, import.meta.url));
export const secret = 'bench-app-secret';
/** A platform takes more than a page's own setting uses (300 and 250 as Meta and the product have it): answers are on the way for a while. */
export const takenOfAllowed = 1.2;

/** The product on a store with the audience, Messenger beside it, both at nine in the morning; `work` has them up. */
export async function withProduct({ people, perSecond }, work) {
  const folder = seededFolder(file('./seed-audience.mjs'), { USERS: String(people), BEGINS_AT: beginsAt.toISOString() });
  const platform = await startPlatform({ secret, takesPerSecond: Math.ceil(perSecond * takenOfAllowed) });
  const clock = clockFrom(beginsAt);
  const port = String(await freePort());
  const settings = { PORT: port, STUB: platform.address, SECRET: secret, DATA: folder, USERS: '0', PER_SECOND: String(perSecond) };
  const product = new Killable(file('./product.mjs'), { ...settings, CLOCK_AHEAD: String(clock.ahead()) });
  const staff = (act) => withStaff({ folder, secret, perSecond, now: clock.now }, act);
  try {
    await product.start();
    await platform.ask('webhook', `http://127.0.0.1:${port}/webhooks/messenger`);
    return await work({ product, platform, staff, clock });
  } finally {
    await product.kill();
    platform.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Both the product and the platform are moved when time is to have passed. */
function clockFrom(at) {
  let ahead = at.getTime() - Date.now();
  return {
    ahead: () => ahead,
    now: () => new Date(Date.now() + ahead),
    move: (ms) => {
      ahead += ms;
    },
  };
}

async function withStaff(where, act) {
  const staff = await staffOf(where);
  try {
    return await act(staff);
  } finally {
    await staff.close();
  }
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** Looks every so often until something holds. */
export async function until(holds, { everyMs = 100, withinMs = 3_600_000 } = {}) {
  for (const end = performance.now() + withinMs; performance.now() < end; await sleep(everyMs)) {
    const found = await holds();
    if (found) return found;
  }
  throw new Error('what was waited for did not come');
}
