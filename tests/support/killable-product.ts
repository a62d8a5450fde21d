import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Installation } from './installation';

/** The product in a process of its own that can be killed −9 and started again on the same folder and port. */
export class KillableProduct {
  #child: ChildProcess | undefined;
  #address = '';

  private constructor(private env: Readonly<Record<string, string>>) {}

  /** `env`: settings besides those of the installation; `CLOCK_AHEAD` sets its clock apart by so many ms. */
  static async start(installation: Installation, clockTimes: number, env: Readonly<Record<string, string>> = {}): Promise<KillableProduct> {
    const port = String(await freePort());
    const product = new KillableProduct({
      ...installation.env,
      ...env,
      PORT: port,
      CLOCK_TIMES: String(clockTimes),
      CLOCK_BEGAN: String(Date.now()),
    });
    await product.#spawn();
    return product;
  }

  get address(): string {
    return this.#address;
  }

  /** Ends the process without a word of warning, and answers when the next one listens. */
  async killAndRestart(env: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.kill();
    this.env = { ...this.env, ...env };
    await this.#spawn();
  }

  /** Stands still, as a process does on a machine that has too much to do, until it goes on where it was. */
  freeze(): void {
    this.#child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.#child?.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  }

  async #spawn(): Promise<void> {
    const child = spawn(process.execPath, [join(__dirname, 'fast-product.cjs')], {
      env: { PATH: process.env.PATH ?? '', ...this.env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith('listening ')) continue;
      this.#address = line.slice('listening '.length);
      child.unref();
      return;
    }
    throw new Error('The product ended before it listened');
  }
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? done(address.port) : failed(new Error('no port'))));
    });
  });
}
