import type { Random } from './random';

/** What can go wrong with a call to a platform. Where it says "accepted", the platform has done what was asked. */
export type Trouble =
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'throttle' }
  | { readonly kind: 'error'; readonly code: number; readonly subcode?: number; readonly status?: number }
  | { readonly kind: 'status'; readonly status: number; readonly page?: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'drop-before-accepting' }
  | { readonly kind: 'drop-after-accepting' }
  | { readonly kind: 'silent-after-accepting' };

export type CallKind = 'send' | 'token' | 'other';

export type Misbehaviour = Trouble & {
  /** How many calls it hits; for ever when not given. */
  readonly times?: number;
  /** The share of calls it hits, 1 when not given. */
  readonly share?: number;
  /** Which calls; sends when not given. */
  readonly on?: CallKind | 'any';
};

type Active = { readonly misbehaviour: Misbehaviour; left: number };

/** The troubles that were asked for, met in the order they were asked for. */
export class Troubles {
  #active: Active[] = [];

  constructor(private readonly random: Random) {}

  add(misbehaviour: Misbehaviour): void {
    this.#active.push({ misbehaviour, left: misbehaviour.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#active = [];
  }

  list(): readonly Misbehaviour[] {
    return this.#active.map(({ misbehaviour }) => misbehaviour);
  }

  meet(kind: CallKind): Trouble | undefined {
    const hit = this.#active.find(({ misbehaviour: { on = 'send', share = 1 } }) => {
      return (on === 'any' || on === kind) && (share >= 1 || this.random.share() < share);
    });
    if (hit === undefined) return undefined;
    hit.left -= 1;
    if (hit.left <= 0) this.#active = this.#active.filter((one) => one !== hit);
    return hit.misbehaviour;
  }
}
