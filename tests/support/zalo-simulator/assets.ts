import type { Random } from '../platform-parts/random';

export type Asset = {
  readonly id: string;
  readonly kind: 'image' | 'gif' | 'file';
  readonly at: number;
  readonly bytes: Buffer;
  readonly type: string;
};

const lifeMs = 7 * 24 * 60 * 60_000;

/** What was uploaded: usable for seven days. */
export class Assets {
  readonly #byId = new Map<string, Asset>();

  constructor(private readonly random: Random) {}

  add(kind: Asset['kind'], bytes: Buffer, type: string, at: number): Asset {
    const asset = { id: this.random.word(40), kind, at, bytes, type };
    this.#byId.set(asset.id, asset);
    return asset;
  }

  find(id: string): Asset | undefined {
    return this.#byId.get(id);
  }

  stateOf(id: string, now: number): 'usable' | 'expired' | 'unknown' {
    const asset = this.#byId.get(id);
    if (asset === undefined) return 'unknown';
    return now - asset.at > lifeMs ? 'expired' : 'usable';
  }
}
