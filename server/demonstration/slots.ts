import type { SyntheticGroup, SyntheticOrganisation } from './province';
import { randomFrom } from './random';

/** One place for a learner: the same number is the same person in the same group at every start. */
export type Slot = {
  readonly number: number;
  readonly organisation: SyntheticOrganisation;
  readonly group: SyntheticGroup;
  readonly listed: boolean; // has a single-use code; the others came with the code of the whole group
  readonly startedAt: Date;
};

const day = 24 * 3600 * 1000;
const workersFrom = 140 * day;
const studentsFrom = 75 * day;
const shareListed = 0.94;

/** The first `most` of all the people who will have met the bot, in an order that fills every organisation evenly. */
export function slotsOf(organisations: readonly SyntheticOrganisation[], seed: number, now: Date, most: number): readonly Slot[] {
  const random = randomFrom(seed);
  const places = organisations.flatMap((organisation) =>
    organisation.groups.flatMap((group) =>
      Array.from({ length: Math.round(group.people * organisation.share) }, () => ({ organisation, group, order: random() })),
    ),
  );
  return places
    .sort((a, b) => a.order - b.order)
    .slice(0, most)
    .map(({ organisation, group }, number) => ({
      number,
      organisation,
      group,
      listed: organisation.kind === 'establishment-group' || random() < shareListed,
      startedAt: startOf(group, now, random),
    }));
}

/** Working hours of the last months; students since school began. */
function startOf({ population }: SyntheticGroup, now: Date, random: () => number): Date {
  const student = population === 'upper-secondary' || population === 'vocational' || population === 'higher-education';
  const schoolYear = Date.UTC(now.getUTCMonth() >= 8 ? now.getUTCFullYear() : now.getUTCFullYear() - 1, 8, 2);
  const earliest = student ? Math.max(schoolYear, now.getTime() - studentsFrom) : now.getTime() - workersFrom;
  const latest = now.getTime() - day;
  const at = new Date(earliest + random() * Math.max(0, latest - earliest));
  at.setUTCHours(1 + Math.floor(random() * 13), Math.floor(random() * 60), Math.floor(random() * 60), 0); // 8:00 to 20:59 in Vietnam
  return new Date(Math.min(at.getTime(), latest));
}
