import type { Connection } from 'mongoose';
import type { AreaTree } from '../reach/area-tree';
import { contribution, type PlanScope } from '../reach/contribution';
import { countedFields } from '../reach/histories';
import { countedIndicators } from '../reach/indicators/counted';
import type { Reading } from '../reach/model';
import { dayOf, startOfYear } from '../reach/period';
import { history } from '../reach/person-history';
import { placesIn } from '../reach/places';
import { currentPlans } from '../reach/plan';
import { minimumMinutesOf, type PlanVersion } from '../reach/plan-version';
import { native } from '../storage/collection';
import { evidenceRows, type StoredEvidence } from '../storage/collections/evidence';
import type { Audience } from './model';

/** Which of these people an indicator counts already. */
export type ReachedCheck = (people: readonly string[]) => Promise<ReadonlySet<string>>;

/**
 * For an audience of people an indicator does not count yet: asks the ledger, by the rules of the figure itself. Whoever has learned but
 * cannot be told apart from others counts as reached here, since a second lesson would not change that.
 */
export async function reachedCheck(
  db: Connection,
  asked: NonNullable<Audience['notReachedIn']>,
  { tree, at }: { readonly tree: AreaTree; readonly at: Date },
): Promise<ReachedCheck | undefined> {
  const plan = (await currentPlans(db)).find(({ _id, plan: name }) => _id === asked.plan || name === asked.plan);
  const scope = plan === undefined ? undefined : scopeOf(plan, asked.indicator, tree);
  if (plan === undefined || scope === undefined) return undefined;

  const counts = readingOf(plan, dayOf(at));
  return async (people) => {
    const rows = native(evidenceRows(db)).find<StoredEvidence>(
      { person: { $in: [...people] } },
      { projection: countedFields, batchSize: 10_000 },
    );
    const histories = new Map<string, StoredEvidence[]>();
    for await (const row of rows) histories.set(row.person, [...(histories.get(row.person) ?? []), row]);
    return new Set([...histories].filter(([, found]) => counts(contribution(history(found), scope))).map(([person]) => person));
  };
}

/** The whole plan, for the indicator's own populations. Nobody of `service-worker` can be asked about. */
function scopeOf(plan: PlanVersion, id: string, tree: AreaTree): PlanScope | undefined {
  const indicator = countedIndicators(plan).find((one) => one.id === id);
  if (indicator === undefined || indicator.populations.includes('service-worker')) return undefined;
  const placesOf = placesIn({ id: plan._id, area: plan.area }, indicator.population, tree);
  const whole: PlanScope['terms'][number] = {
    population: indicator.population,
    populations: indicator.populations,
    placesOf: (moment) => placesOf(moment).filter(({ kind }) => kind === 'plan'),
  };
  const minimumMinutes = minimumMinutesOf(plan);
  return { id: plan._id, area: plan.area, from: plan.from, to: plan.to, minimumMinutes, terms: [whole] };
}

function readingOf({ reading }: PlanVersion, today: string): (changes: ReturnType<typeof contribution>) => boolean {
  const read: readonly Reading[] = reading === 'A' ? ['a', 'a-extra'] : ['c', 'c-extra'];
  const from = reading === 'A' ? startOfYear(today) : '';
  return (changes) => {
    let sum = 0;
    for (const change of changes) if (read.includes(change.reading) && change.day >= from && change.day <= today) sum += change.delta;
    return sum > 0;
  };
}
