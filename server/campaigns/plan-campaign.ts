import { type Day, dayOf } from '../reach/period';
import { allCandidates, type CandidateDeps } from './candidates';
import type { Verdict } from './classify';
import { Forecast } from './forecast';
import { createJudge } from './judge';
import { type Campaign, type CampaignPlan, noCounts } from './model';
import { readQuotaRoom } from './quota-room';

const pageSize = 2_000;

/** What a campaign would do if it began now: who is written to, who is not and why, at what cost, until when. Reads the audience page by page. */
export async function planCampaign(
  deps: CandidateDeps,
  { audience, createdAt }: Pick<Campaign, 'audience' | 'createdAt'>,
  now: Date,
): Promise<CampaignPlan> {
  const judge = await createJudge(deps, audience, now);
  const sums = new Sums(deps);
  const room = await readQuotaRoom(deps.db, deps.channels, now);
  for await (const some of allCandidates(deps, audience, { before: createdAt, most: pageSize })) {
    for (const { verdict } of await judge(some, now, room)) sums.add(verdict);
  }
  return { ...sums.plan(now), ...(room.wasFull && sums.days > 1 ? { quotaDays: sums.days } : {}) };
}

class Sums {
  readonly #counts = noCounts();
  readonly #forecasts = new Map<string, Forecast>();
  readonly #days = new Set<Day>();
  #people = 0;
  #priceVnd = 0;
  #unpriced = 0;

  constructor(private readonly deps: CandidateDeps) {}

  add(verdict: Verdict): void {
    this.#people += 1;
    this.#counts[verdict.reason] += 1;
    if (!('way' in verdict)) return;
    this.#days.add(dayOf(verdict.at));
    this.#forecastOf(verdict.to.account).add(verdict.at);
    if (verdict.way.kind === 'free') return;
    if (verdict.way.priceVnd === undefined) this.#unpriced += 1;
    else this.#priceVnd += verdict.way.priceVnd;
  }

  /** On how many days of Vietnam somebody is written to. */
  get days(): number {
    return this.#days.size;
  }

  plan(at: Date): CampaignPlan {
    const ends = [...this.#forecasts.values()].map((one) => one.endsAt(at, this.deps.settings.calendar));
    const known = ends.filter((end) => end !== undefined);
    const last = known.length === ends.length && known.length > 0 ? { endsAt: latest(known) } : {};
    return { at, people: this.#people, counts: this.#counts, priceVnd: this.#priceVnd, unpriced: this.#unpriced, ...last };
  }

  #forecastOf(account: string): Forecast {
    const known = this.#forecasts.get(account);
    if (known !== undefined) return known;
    const channel = [...this.deps.channels.values()].find((one) => `${one.name}:${one.account}` === account);
    const made = new Forecast(channel?.capabilities.perSecond ?? 1);
    this.#forecasts.set(account, made);
    return made;
  }
}

function latest(times: readonly Date[]): Date {
  return times.reduce((a, b) => (a > b ? a : b));
}
