import { sleep, until } from './rig.mjs';

const quietMs = 6_000;

/** Kills −9 and starts again so often, at random moments of the campaign; answers how long each took. */
export async function killAtRandom({ killed, platform, people, kills }) {
  const moments = Array.from({ length: kills }, () => Math.floor(Math.random() * people * 0.96)).sort((a, b) => a - b);
  const downMs = [];
  for (const moment of moments) {
    await until(async () => (await platform.ask('state')).sent > moment, { everyMs: 5 });
    const began = performance.now();
    await killed.kill();
    await killed.start();
    downMs.push(Math.round(performance.now() - began));
  }
  return downMs;
}

/** When nothing has come for a while, nothing more will. */
export async function quiet(platform) {
  for (let before = -1; ; await sleep(quietMs)) {
    const { sent } = await platform.ask('state');
    if (sent === before) return;
    before = sent;
  }
}
