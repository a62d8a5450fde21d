import { sleep, until, withProduct } from './rig.mjs';

const rounds = 5;
const runsMs = 3_000;
const silenceMs = 4_000;

/** How long after staff pause, resume or cancel a campaign the learners' phones feel it. */
export function halted({ people, perSecond }) {
  return withProduct({ people, perSecond }, async ({ platform, staff }) =>
    staff(async (officer) => {
      const { id } = await officer.plan();
      await officer.start(id);
      await until(async () => (await platform.ask('state')).sent > 0);
      const [paused, resumed] = [[], []];
      for (let round = 0; round < rounds; round += 1) {
        await sleep(runsMs);
        paused.push(await lastAfter(platform, () => officer.pause(id)));
        resumed.push(await firstAfter(platform, () => officer.resume(id)));
      }
      await sleep(runsMs);
      return { paused, resumed, cancelled: await lastAfter(platform, () => officer.cancel(id)) };
    }),
  );
}

/** From the moment of asking to the last message that still came, in ms. */
async function lastAfter(platform, act) {
  const asked = Date.now();
  await act();
  await sleep(silenceMs);
  const { lastAt } = await platform.ask('state');
  return Math.max(0, lastAt - asked);
}

async function firstAfter(platform, act) {
  const { sent } = await platform.ask('state');
  const asked = Date.now();
  await act();
  await until(async () => (await platform.ask('state')).sent > sent, { everyMs: 10 });
  return Date.now() - asked;
}
