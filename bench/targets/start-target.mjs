import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { READY } from '../contract.mjs';
import { emptyFolder } from './empty-folder.mjs';
import { freePort } from './free-port.mjs';
import { onCpu, serverCpu } from './pin.mjs';
import { seededFolder } from './seeded-folder.mjs';

const readyWithinMs = 180_000;
const started = new Set();
process.on('exit', () => {
  for (const target of started) target.kill();
});

/** Starts a server in a process of its own, on a processor of its own; resolves once it says that it is ready. */
export async function startTarget({ file, seed, learners, secret, sendApi }) {
  const folder = seed === undefined ? emptyFolder() : seededFolder(seed, { USERS: String(learners) });
  const port = await freePort();
  const startedAt = performance.now();
  const [command, ...args] = onCpu(serverCpu, [process.execPath, '--max-old-space-size=8192', file]);
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      STUB: sendApi,
      USERS: String(learners),
      SECRET: secret,
      DATA: folder,
    },
  });
  const target = { port, pid: child.pid, folder, startedInMs: 0, kill: () => child.kill('SIGKILL'), stop: () => stop(target, child) };
  started.add(target);
  await untilReady(child, file).catch(async (error) => {
    await stop(target, child);
    throw error;
  });
  target.startedInMs = performance.now() - startedAt;
  return target;
}

async function stop(target, child) {
  started.delete(target);
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(target.folder, { recursive: true, force: true });
}

function untilReady(child, file) {
  let said = '';
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${file} was not ready in time: ${said}`)), readyWithinMs);
    const listen = (chunk) => {
      if (said.length < 4000) said += chunk;
      if (!said.includes(READY)) return;
      clearTimeout(late);
      resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', () => {
      clearTimeout(late);
      reject(new Error(`${file} ended before it was ready: ${said}`));
    });
  });
}
