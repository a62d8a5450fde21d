import { Agent, request } from 'node:http';
import { type CallOutcome, CallTally } from './call-tally';
import type { Random } from './random';
import type { VirtualClock } from './virtual-clock';

export type WebhookCall = {
  /** Calls about one learner are made one after the other. */
  readonly learner: string;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  /** An echo of a send may be lost on demand. */
  readonly echo?: boolean;
};

export type CallerRules = {
  /** Real milliseconds until the status line must have come. */
  readonly deadlineMs: number;
  /** How long after a call that failed the next try is; after the last of them the receiver is cut off. */
  readonly retriesMs: readonly number[];
  readonly retryOn: 'connection failure' | 'any failure';
  readonly retryHeaders?: (retry: number) => Readonly<Record<string, string>>;
  /** Failing for so long raises an alert. */
  readonly alertAfterMs?: number;
};

/** What happens to events on their way: shares between 0 and 1. */
export type EventTroubles = {
  readonly lose?: number;
  readonly loseEchoes?: number;
  readonly duplicate?: number;
  readonly reorder?: number;
};

type Parts = { readonly clock: VirtualClock; readonly random: Random; readonly rules: CallerRules };

const atOnce = 64;

/** Calls the receiver's webhook as a platform does: with a deadline, again after a failure, and no more after too many of them. */
export class WebhookCaller {
  readonly tally = new CallTally();
  troubles: EventTroubles = {};
  url: string | undefined;
  subscribed = true;
  alerts = 0;
  #failingSince: number | undefined;
  #heldUntil = 0;
  #open = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #lines = new Map<string, Promise<unknown>>();
  readonly #agent = new Agent({ keepAlive: true, maxSockets: atOnce });

  constructor(private readonly parts: Parts) {}

  /** Resolves with what became of the first try. */
  deliver(call: WebhookCall): Promise<CallOutcome> {
    const { lose = 0, loseEchoes = 0, duplicate = 0, reorder = 0 } = this.troubles;
    if (this.#happens(call.echo === true ? Math.max(lose, loseEchoes) : lose)) return Promise.resolve(this.tally.note('lost', 0));
    if (this.#happens(duplicate)) void this.#inLine(call);
    return this.#happens(reorder) ? this.#later(call, 300 + this.parts.random.below(700)) : this.#inLine(call);
  }

  /** Events wait until then, as while the platform is down. */
  holdUntil(time: number): void {
    this.#heldUntil = time;
  }

  async idle(): Promise<void> {
    while (this.#lines.size > 0) await Promise.all(this.#lines.values());
  }

  stop(): void {
    this.#agent.destroy();
  }

  /** One call that is not an event and is not tried again. */
  probe(body: Buffer, headers: Readonly<Record<string, string>> = {}): Promise<CallOutcome> {
    return this.#post({ learner: '', body, headers });
  }

  #happens(share: number): boolean {
    return share > 0 && this.parts.random.share() < share;
  }

  #later(call: WebhookCall, ms: number): Promise<CallOutcome> {
    return new Promise((done) => this.parts.clock.after(ms, async () => done(await this.#inLine(call))));
  }

  #inLine(call: WebhookCall): Promise<CallOutcome> {
    const wait = this.#heldUntil - this.parts.clock.now();
    if (wait > 0) return this.#later(call, wait);
    const mine = (this.#lines.get(call.learner) ?? Promise.resolve()).then(() => this.#attempt(call, 0));
    const line = mine.finally(() => {
      if (this.#lines.get(call.learner) === line) this.#lines.delete(call.learner);
    });
    this.#lines.set(call.learner, line);
    return mine;
  }

  async #attempt(call: WebhookCall, retry: number): Promise<CallOutcome> {
    if (!this.subscribed || this.url === undefined) return this.tally.note('unsubscribed', 0);
    const { rules } = this.parts;
    const headers = retry === 0 ? call.headers : { ...call.headers, ...rules.retryHeaders?.(retry) };
    const outcome = await this.#post({ ...call, headers });
    if (outcome === 200) this.#failingSince = undefined;
    else this.#failed(call, retry, outcome);
    return outcome;
  }

  #failed(call: WebhookCall, retry: number, outcome: CallOutcome): void {
    const { clock, rules } = this.parts;
    const now = clock.now();
    this.#failingSince ??= now;
    if (rules.alertAfterMs !== undefined && now - this.#failingSince >= rules.alertAfterMs) this.alerts += 1;
    if (rules.retryOn === 'connection failure' && outcome !== 'no connection') return;
    const delay = rules.retriesMs[retry];
    if (delay === undefined) {
      this.subscribed = false;
      return;
    }
    this.tally.retried += 1;
    clock.after(delay, async () => void (await this.#attempt(call, retry + 1)));
  }

  async #post(call: WebhookCall): Promise<CallOutcome> {
    if (this.#open >= atOnce) await new Promise<void>((free) => this.#waiting.push(free));
    this.#open += 1;
    const began = performance.now();
    const outcome = await this.#answerTo(call);
    this.#open -= 1;
    this.#waiting.shift()?.();
    return this.tally.note(outcome, performance.now() - began);
  }

  #answerTo({ body, headers }: WebhookCall): Promise<CallOutcome> {
    return new Promise((done) => {
      const sent = request(this.url ?? '', {
        method: 'POST',
        agent: this.#agent,
        headers: { 'content-type': 'application/json', 'content-length': body.length, ...headers },
      });
      const late = setTimeout(() => {
        done('too late');
        sent.destroy();
      }, this.parts.rules.deadlineMs);
      sent.once('response', (response) => {
        clearTimeout(late);
        response.resume().once('error', () => undefined);
        done(response.statusCode ?? 'no connection');
      });
      sent.once('error', () => {
        clearTimeout(late);
        done('no connection');
      });
      sent.end(body);
    });
  }
}
