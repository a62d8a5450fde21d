import type { mongo } from 'mongoose';
import { native } from '../storage/collection';
import { type DenominatorProposal, denominatorProposalsWithin } from '../storage/collections/denominator-proposals';
import { type DenominatorRow, denominators } from '../storage/collections/denominators';
import { insertNew } from '../storage/insert-new';
import type { RegisterDeps } from './enter-denominators';

export type Decided = 'done' | 'not_found' | 'own_work' | 'not_own' | 'decided_already';

/**
 * Lets proposals count, those of others only. First a proposal is claimed, then its row is added under an id made from it: after a
 * stop in between, approving again adds the same row.
 */
export async function approveProposals(
  deps: RegisterDeps & { readonly approver: string },
  ids: readonly string[],
): Promise<{ readonly approved: readonly string[]; readonly own: number; readonly gone: number }> {
  const { db, bounds, by, now, approver } = deps;
  const rows = denominatorProposalsWithin(db, bounds);
  const found = await rows.find({ _id: { $in: [...ids] }, state: { $in: ['proposed', 'approving'] } }, { sort: { _id: 1 } });
  const approved: string[] = [];
  for (const proposal of found.filter(({ entered }) => entered.by !== by)) {
    const decided = { by, at: now };
    const claimed = proposal.state === 'approving' || (await settle(deps, proposal._id, 'proposed', { state: 'approving', decided }));
    if (!claimed) continue;
    await insertNew(native(denominators(db)), [rowOf(proposal, approver)]);
    await settle(deps, proposal._id, 'approving', { state: 'approved' });
    approved.push(proposal._id);
  }
  const own = found.filter(({ entered }) => entered.by === by).length;
  return { approved, own, gone: ids.length - approved.length - own };
}

/** Not taken, with the reason; its writer enters another. */
export async function refuseProposal(deps: RegisterDeps, id: string, note: string): Promise<Decided> {
  return decide(deps, id, 'refused', { by: deps.by, at: deps.now, note }, ({ entered }) => (entered.by === deps.by ? 'own_work' : 'done'));
}

/** Taken back by its writer while nobody has decided. */
export async function withdrawProposal(deps: RegisterDeps, id: string): Promise<Decided> {
  return decide(deps, id, 'withdrawn', { by: deps.by, at: deps.now }, ({ entered }) => (entered.by === deps.by ? 'done' : 'not_own'));
}

async function decide(
  deps: RegisterDeps,
  id: string,
  state: 'refused' | 'withdrawn',
  decided: NonNullable<DenominatorProposal['decided']>,
  allowed: (proposal: DenominatorProposal) => Decided,
): Promise<Decided> {
  const proposal = await denominatorProposalsWithin(deps.db, deps.bounds).findOne({ _id: { $eq: id } });
  if (proposal === undefined) return 'not_found';
  const verdict = allowed(proposal);
  if (verdict !== 'done') return verdict;
  return (await settle(deps, id, 'proposed', { state, decided })) ? 'done' : 'decided_already';
}

async function settle(
  { db, bounds }: RegisterDeps,
  id: string,
  from: DenominatorProposal['state'],
  to: Partial<Pick<DenominatorProposal, 'state' | 'decided'>>,
): Promise<boolean> {
  const update = { $set: to } as mongo.UpdateFilter<DenominatorProposal>; // readonly fields, written whole
  return (await denominatorProposalsWithin(db, bounds).update({ _id: id, state: from }, update)) === 1;
}

function rowOf(proposal: DenominatorProposal, approver: string): DenominatorRow {
  const { _id, kind, node, area, organisation, population, people, measure, asOf, issuer, document, method } = proposal;
  const said = { kind, node, population, people, asOf, issuer, document, method, approver, area, proposal: _id };
  const more = { ...(organisation === undefined ? {} : { organisation }), ...(measure === undefined ? {} : { measure }) };
  return { _id: `${kind}:${node}:${population}:${asOf}:${_id}`, ...said, ...more };
}
