import { killAtRandom, quiet } from './kills.mjs';
import { until, withProduct } from './rig.mjs';

const minute = 60_000;
const waitsForEchoMs = 31 * minute; // an unknown outcome is settled after twenty

/** A campaign while the product is killed −9 so often, at random times; at the end half an hour passes, so that what is unknown is settled. */
export function killed({ people, perSecond, kills, loseEchoes, answersAfterMs }) {
  return withProduct({ people, perSecond }, async ({ product, platform, staff, clock }) => {
    await platform.ask('loseEchoes', loseEchoes);
    await platform.ask('answersAfter', answersAfterMs);
    const { id } = await staff(async (officer) => {
      const planned = await officer.plan();
      await officer.start(planned.id);
      return planned;
    });

    const downMs = await killAtRandom({ killed: product, platform, people, kills });
    await quiet(platform);
    const { firstAt, lastAt, peak, refused } = await platform.ask('state');
    await platform.ask('advance', 5 * minute); // what was told to a dead process is told again
    await platform.ask('idle');
    await platform.ask('advance', waitsForEchoMs - 5 * minute);
    clock.move(waitsForEchoMs);
    await product.kill();
    await product.start({ CLOCK_AHEAD: String(clock.ahead()) });
    const rows = await settledRows(staff, id, people);
    const counts = await staff(async (officer) => (await officer.find(id)).counts);
    return {
      kills,
      loseEchoes,
      seconds: (lastAt - firstAt) / 1000,
      downMs,
      peak,
      refused,
      rows,
      counts,
      ...(await platform.ask('outcome', people)),
    };
  });
}

async function settledRows(staff, id, people) {
  return until(
    async () => {
      const rows = await staff((officer) => officer.rows(id));
      const made = Object.values(rows).reduce((sum, count) => sum + count, 0);
      return made >= people && rows.waiting === undefined && rows.unknown === undefined ? rows : undefined;
    },
    { everyMs: 2_000, withinMs: 10 * minute },
  );
}
