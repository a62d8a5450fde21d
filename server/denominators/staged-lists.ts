import { ulid } from 'ulid';
import { native } from '../storage/collection';
import { type DenominatorList, denominatorLists, type ListRow } from '../storage/collections/denominator-lists';
import { denominatorProposalsWithin } from '../storage/collections/denominator-proposals';
import { proposalOf, type RegisterDeps } from './enter-denominators';

const stagedForMs = 24 * 3600 * 1000;

/** Keeps what a list would enter for a day; nothing else is written before it is confirmed. */
export async function stageList({ db, by, now }: RegisterDeps, rows: readonly ListRow[]): Promise<DenominatorList> {
  const expiresAt = new Date(now.getTime() + stagedForMs);
  const list: DenominatorList = { _id: ulid(now.getTime()), staff: by, state: 'staged', rows, at: now, expiresAt };
  await native(denominatorLists(db)).insertOne(list);
  return list;
}

/** Only whoever brought a list sees it again. */
export async function findList({ db, by }: Pick<RegisterDeps, 'db' | 'by'>, id: string): Promise<DenominatorList | undefined> {
  return (await native(denominatorLists(db)).findOne({ _id: id, staff: by })) ?? undefined;
}

/** Enters the rows that are new or changed; confirmed twice they are entered once. Answers how many there are. */
export async function confirmList(deps: RegisterDeps, list: DenominatorList, paper?: string): Promise<number> {
  const rows = denominatorProposalsWithin(deps.db, deps.bounds);
  const there = new Set((await rows.find({ list: { $eq: list._id } })).map(({ _id }) => _id));
  const proposals = list.rows.flatMap((row) =>
    row.status === 'new' || row.status === 'changed' ? [proposalOf(deps, row.entry, { list: list._id, line: row.line, paper })] : [],
  );
  await rows.insert(proposals.filter(({ _id }) => !there.has(_id)));
  await native(denominatorLists(deps.db)).updateOne({ _id: list._id, staff: deps.by }, { $set: { state: 'confirmed' } });
  return proposals.length;
}
