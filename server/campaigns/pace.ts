import type { Judged } from './judge';

export type PaceDeps = {
  readonly aheadMs: number;
  /** What the account of a conversation takes, in sends a second. */
  readonly perSecond: (account: string) => number;
};

/**
 * When a campaign over several accounts comes to each person: who is on a slow one is put off until their turn there, so that they
 * neither hold up those on a fast one nor come all at once.
 */
export class Pace {
  readonly #next = new Map<string, number>();

  constructor(private readonly deps: PaceDeps) {}

  of(judged: Judged, now: Date): Judged {
    const { person, verdict } = judged;
    if (!('to' in verdict) || verdict.at > now) return judged;
    const turn = this.#turn(verdict.to.account, now.getTime());
    return turn <= now.getTime() + this.deps.aheadMs ? judged : { person, verdict: { ...verdict, at: new Date(turn) } };
  }

  #turn(account: string, now: number): number {
    const turn = Math.max(this.#next.get(account) ?? 0, now);
    this.#next.set(account, turn + 1000 / this.deps.perSecond(account));
    return turn;
  }
}
