import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { READY } from '../contract.mjs';
import { onCpu, serverCpu } from '../targets/pin.mjs';

const alive = new Set();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** A program in a process of its own that is killed without a word and started again with the same settings. */
export class Killable {
  #child;

  constructor(file, env) {
    this.file = file;
    this.env = env;
  }

  get pid() {
    return this.#child?.pid;
  }

  /** Resolves once it says that it is ready. */
  async start(env = {}) {
    this.env = { ...this.env, ...env };
    const [command, ...args] = onCpu(serverCpu, [process.execPath, this.file]);
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...this.env },
    });
    alive.add(child);
    this.#child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      if (line !== READY) continue;
      child.stdout.resume();
      return;
    }
    throw new Error(`${this.file} ended before it was ready`);
  }

  async kill() {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    alive.delete(child);
  }
}
