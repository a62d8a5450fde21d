export type ClockOptions = {
  readonly startAt?: Date;
  /** Virtual milliseconds per real one: 1 runs as a clock does, 0 stands still until it is moved. */
  readonly speed?: number;
};

type Task = { readonly at: number; readonly order: number; readonly run: () => void | Promise<void> };

/** The platforms' time. What is due runs in order, and moving the clock waits for each piece of it, so that a retry sees what the call before it met. */
export class VirtualClock {
  #base: number;
  #baseReal = performance.now();
  #speed: number;
  #order = 0;
  #tasks: Task[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor({ startAt = new Date(), speed = 1 }: ClockOptions = {}) {
    this.#base = startAt.getTime();
    this.#speed = speed;
  }

  now(): number {
    return Math.floor(this.#base + (performance.now() - this.#baseReal) * this.#speed);
  }

  get speed(): number {
    return this.#speed;
  }

  runAt(speed: number): void {
    this.#rebase(this.now());
    this.#speed = speed;
    this.#arm();
  }

  /** Backwards too, as a badly set clock would: then nothing falls due. */
  async setTo(time: Date): Promise<void> {
    const target = time.getTime();
    for (let next = this.#tasks[0]; next !== undefined && next.at <= target; next = this.#tasks[0]) {
      this.#rebase(Math.max(this.now(), next.at));
      await this.#runFirst();
    }
    if (this.#speed === 0 || this.now() < target || target < this.#base) this.#rebase(target);
    this.#arm();
  }

  advance(ms: number): Promise<void> {
    return this.setTo(new Date(this.now() + ms));
  }

  after(ms: number, run: Task['run']): void {
    this.#order += 1;
    const task = { at: this.now() + ms, order: this.#order, run };
    const place = this.#tasks.findLastIndex((other) => other.at <= task.at) + 1;
    this.#tasks.splice(place, 0, task);
    if (place === 0) this.#arm();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#tasks = [];
  }

  #rebase(now: number): void {
    this.#base = now;
    this.#baseReal = performance.now();
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = this.#tasks[0];
    if (next === undefined || this.#speed === 0) return;
    const wait = Math.min(Math.max(0, (next.at - this.now()) / this.#speed), 2 ** 30);
    this.#timer = setTimeout(() => void this.#runDue(), wait).unref();
  }

  async #runDue(): Promise<void> {
    while ((this.#tasks[0]?.at ?? Number.POSITIVE_INFINITY) <= this.now()) await this.#runFirst();
    this.#arm();
  }

  async #runFirst(): Promise<void> {
    await this.#tasks.shift()?.run();
  }
}
