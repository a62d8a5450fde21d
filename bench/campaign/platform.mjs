import { fork, spawnSync } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import { canPin, driverCpu } from '../targets/pin.mjs';
import { beginsAt } from './audience.mjs';

const file = fileURLToPath(new URL('./platform-process.mjs', import.meta.url));

/** Starts the Messenger simulator and answers with its address and `ask`, which has it do something and resolves with the answer. */
export async function startPlatform({ secret, takesPerSecond }) {
  const child = fork(file, {
    execArgv: ['--import', import.meta.resolve('tsx')],
    env: { ...process.env, SECRET: secret, BEGINS_AT: beginsAt.toISOString(), TAKES_PER_SECOND: String(takesPerSecond) },
  });
  if (canPin) spawnSync('taskset', ['-a', '-c', '-p', String(driverCpu), String(child.pid)]);
  preferred(child.pid);
  process.on('exit', () => child.kill('SIGKILL'));
  const asked = new Map();
  let last = 0;
  child.on('message', ({ id, answer }) => {
    asked.get(id)?.resolve(answer);
    asked.delete(id);
  });
  child.once('exit', () => {
    for (const { reject } of asked.values()) reject(new Error('the platform ended'));
  });
  const ask = (act, given) =>
    new Promise((resolve, reject) => {
      last += 1;
      asked.set(last, { resolve, reject });
      child.send({ id: last, act, given });
    });
  return { address: await ask('start'), ask, stop: () => child.disconnect() };
}

/** Messenger is not on this machine: what it counts by its clock must not wait for the others here. Only root may ask for that. */
function preferred(pid) {
  try {
    setPriority(pid, -10);
  } catch {
    console.error('The simulated platform shares its processor with everything else: its counts in a second may be too high.');
  }
}
