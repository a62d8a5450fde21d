import type { Connection } from 'mongoose';
import { type Group, groupsWithin } from '../storage/collections/groups';
import { guardianSlipsWithin } from '../storage/collections/guardian-slips';
import { joinCodesWithin } from '../storage/collections/join-codes';
import { meetingsWithin } from '../storage/collections/meetings';
import type { Bounds } from '../storage/within';

export const steps = ['group', 'codes', 'sheet', 'slips', 'learners', 'meeting'] as const;
export type StepName = (typeof steps)[number];

/** One step from an empty list to the first numbers; `group` is where it is done next. */
export type Step = { readonly name: StepName; readonly done: boolean; readonly group: Group | undefined };

const mostLooked = 200;
const minors = new Set<Group['population']>(['upper-secondary', 'vocational']);

/** What is done and what comes next, from what is stored; slips only where there may be children. */
export async function firstSteps(db: Connection, bounds: Bounds): Promise<readonly Step[]> {
  const known = await groupsWithin(db, bounds).find(
    { closedOn: { $exists: false }, population: { $ne: 'service-worker' } },
    { sort: { folded: 1, _id: 1 }, limit: mostLooked },
  );
  const ids = known.map(({ _id }) => _id);
  const [code, sheet, used, slip, meeting] = await Promise.all([
    one(() => joinCodesWithin(db, bounds).findOne({ group: { $in: ids }, withdrawnAt: { $exists: false } })),
    one(() => joinCodesWithin(db, bounds).findOne({ group: { $in: ids }, kind: 'group', withdrawnAt: { $exists: false } })),
    one(() => joinCodesWithin(db, bounds).findOne({ group: { $in: ids }, $or: [{ claimedBy: { $exists: true } }, { uses: { $gt: 0 } }] })),
    one(() => guardianSlipsWithin(db, bounds).findOne({ group: { $in: ids } })),
    one(async () => (await meetingsWithin(db, bounds).find({}, { limit: 1 }))[0]),
  ]);
  const [first] = known;
  const ofMinors = known.find(({ population }) => minors.has(population));
  return [
    { name: 'group', done: first !== undefined, group: undefined },
    { name: 'codes', done: code, group: first },
    { name: 'sheet', done: sheet, group: first },
    ...(ofMinors === undefined ? [] : [{ name: 'slips' as const, done: slip, group: ofMinors }]),
    { name: 'learners', done: used, group: first },
    { name: 'meeting', done: meeting, group: first },
  ];
}

async function one(find: () => Promise<unknown>): Promise<boolean> {
  return (await find()) !== undefined;
}
