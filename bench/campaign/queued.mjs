import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { emptyFolder } from '../targets/empty-folder.mjs';
import { freePort } from '../targets/free-port.mjs';
import { Killable } from './killable.mjs';
import { killAtRandom, quiet } from './kills.mjs';
import { startPlatform } from './platform.mjs';
import { secret, takenOfAllowed, until } from './rig.mjs';

const file = (name) => fileURLToPath(new URL(`../peers/bullmq/${name}`, import.meta.url));

/** The same audience as jobs of BullMQ, whose worker is killed as often; Redis itself is not. `undefined` where there is no Redis. */
export async function queued({ people, perSecond, kills, answersAfterMs }) {
  if (!hasRedis()) {
    console.error('There is no redis-server here and none could be installed: BullMQ is left out.');
    return undefined;
  }
  const redisPort = await freePort();
  const folder = emptyFolder();
  const redis = startRedis(redisPort, folder);
  const platform = await startPlatform({ secret, takesPerSecond: Math.ceil(perSecond * takenOfAllowed) });
  const env = { REDIS_PORT: String(redisPort), STUB: platform.address, PER_SECOND: String(perSecond), USERS: String(people) };
  const worker = new Killable(file('worker.mjs'), env);
  try {
    await platform.ask('answersAfter', answersAfterMs);
    await until(() => spawnSync('redis-cli', ['-p', String(redisPort), 'ping']).status === 0);
    ask('fill.mjs', env);
    await worker.start();
    const downMs = await killAtRandom({ killed: worker, platform, people, kills });
    const jobs = await settled(platform, env);
    const { firstAt, lastAt, peak, refused } = await platform.ask('state');
    return { kills, seconds: (lastAt - firstAt) / 1000, downMs, peak, refused, jobs, ...(await platform.ask('outcome', people)) };
  } finally {
    await worker.kill();
    platform.stop();
    await ended(redis);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Debian's package, as the tests do with the browser. */
function hasRedis() {
  const found = () => spawnSync('redis-server', ['--version']).status === 0;
  return found() || (spawnSync('apt-get', ['install', '-y', '-q', 'redis-server'], { stdio: 'ignore' }).status === 0 && found());
}

function startRedis(port, folder) {
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--appendonly', 'yes', '--dir', folder], {
    stdio: 'ignore',
  });
  process.on('exit', () => child.kill('SIGKILL'));
  return child;
}

async function ended(child) {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

function ask(name, env) {
  const { status, stdout } = spawnSync(process.execPath, [file(name)], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${name} failed`);
  return stdout.toString();
}

/** Jobs of a dead worker are found after half a minute. */
async function settled(platform, env) {
  const jobs = await until(
    () => {
      const counts = JSON.parse(ask('counts.mjs', env));
      return counts.waiting + counts.active + counts.delayed === 0 ? counts : undefined;
    },
    { everyMs: 5_000 },
  );
  await quiet(platform);
  return jobs;
}
