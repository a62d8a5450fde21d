import type { Connection } from 'mongoose';
import type { Population } from '../../courses/model';
import { standingSlips } from '../consents/slips';
import { native } from '../storage/collection';
import { consents } from '../storage/collections/consents';
import { people } from '../storage/collections/people';

/** A ticked row: its code, its class's population, and the pseudonyms it may stand under. */
export type Ticked = { readonly code: string; readonly population: Population; readonly names: readonly string[] };

/** Pupils may be under 16: a guardian's slip, or their own yes in chat at 16 and over, has to be there. */
const mayBeChildren: ReadonlySet<Population> = new Set(['upper-secondary', 'vocational']);

/**
 * The codes whose holders may be counted from paper. Who said no in chat is not. Who said nothing there has signed the sheet, which says
 * what that means; of a pupil that is not enough.
 */
export async function whoMayCount(db: Connection, rows: readonly Ticked[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const names = [...new Set(rows.flatMap((row) => row.names))];
  const [said, children, slips] = await Promise.all([
    saidOf(db, names),
    childrenAmong(db, names),
    standingSlips(
      db,
      rows.map(({ code }) => code),
    ),
  ]);
  return new Set(rows.flatMap((row) => (mayCount(row) ? [row.code] : [])));

  function mayCount({ code, population, names: own }: Ticked): boolean {
    const words = own.flatMap((name) => said.get(name) ?? []).sort((a, b) => a.at - b.at);
    const last = words.at(-1)?.given;
    if (last === false) return false;
    const agreed = slips.get(code);
    if (agreed?.includes('be-counted')) return true;
    if (agreed !== undefined && last !== true) return false; // the guardian said no, or took it back
    if (own.some((name) => children.has(name))) return false;
    return last === true || !mayBeChildren.has(population);
  }
}

type Said = { readonly given: boolean; readonly at: number };

/** At one moment a no outweighs a yes. */
async function saidOf(db: Connection, names: readonly string[]): Promise<ReadonlyMap<string, readonly Said[]>> {
  const said = new Map<string, Said[]>();
  const rows = native(consents(db)).find({ person: { $in: [...names] }, purpose: 'be-counted' });
  for await (const { person, given, at } of rows) {
    said.set(person, [...(said.get(person) ?? []), { given, at: at.getTime() + (given ? 0 : 0.5) }]);
  }
  return said;
}

async function childrenAmong(db: Connection, names: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await native(people(db))
    .find({ _id: { $in: [...names] }, ageBand: 'under-16' }, { projection: { _id: 1 } })
    .toArray();
  return new Set(rows.map(({ _id }) => _id));
}
