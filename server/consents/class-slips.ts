import { randomUUID } from 'node:crypto';
import type { Connection } from 'mongoose';
import { type Purpose, purposes } from '../../bot/dialogue/fact';
import { native } from '../storage/collection';
import { consents } from '../storage/collections/consents';
import { groupsWithin } from '../storage/collections/groups';
import { type GuardianSlip, guardianSlips, guardianSlipsWithin } from '../storage/collections/guardian-slips';
import { type JoinCode, joinCodesWithin } from '../storage/collections/join-codes';
import { organisationsWithin } from '../storage/collections/organisations';
import type { Bounds } from '../storage/within';
import { newestOf } from './slips';
import { type PaperDeps, withdrawOnPaper } from './withdraw-on-paper';

/** One line of a class's list. Refused, withdrawn and not started look the same: there is no slip. */
export type SlipLine = {
  readonly code: string;
  readonly number: number;
  readonly slip?: Pick<GuardianSlip, 'formVersion' | 'signedOn' | 'holder'>;
};

export type ClassSlips = {
  readonly group: string;
  readonly name: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly lines: readonly SlipLine[];
  readonly confirmed: number; // joined with their own code and agreed to be counted
  readonly agreed: readonly number[]; // lines of those who let their organiser see that they have joined
};

/** A class as its organiser may see it; `undefined` when there is none within reach, and for cards: nobody keeps a list of those. */
export async function classSlips(db: Connection, bounds: Bounds, id: string): Promise<ClassSlips | undefined> {
  const group = await groupsWithin(db, bounds).findOne({ _id: id });
  if (group === undefined || group.population === 'service-worker') return undefined;
  const codes = await ownCodes(db, bounds, id);
  const [organisation, slips, said] = await Promise.all([
    organisationsWithin(db, 'everything').findOne({ _id: group.organisation }),
    guardianSlipsWithin(db, bounds).find({ group: id }, { sort: { recordedAt: 1 } }),
    answersOf(db, codes),
  ]);
  const newest = newestOf(slips);
  const agrees = ({ claimedBy = '' }: JoinCode, purpose: Purpose) => said.get(`${claimedBy} ${purpose}`) === true;
  return {
    group: id,
    name: group.name,
    organisation: { id: group.organisation, name: organisation?.name ?? '' },
    lines: codes.map((code, index) => lineOf(code, index, newest.get(code._id))),
    confirmed: codes.filter((code) => agrees(code, 'be-counted')).length,
    agreed: codes.flatMap((code, index) => (agrees(code, 'let-organiser-see') ? [code.number ?? index + 1] : [])),
  };
}

export type SlipEntry = {
  readonly group: string;
  readonly codes: readonly string[];
  readonly purposes: readonly Purpose[]; // none: the guardian takes it back
  readonly formVersion: string;
  readonly signedOn: string;
  readonly holder: string;
  readonly recordedBy: string;
};

/** Records the same slip for each of these lines; codes of other classes are left out. Answers how many were recorded. */
export async function recordSlips(deps: PaperDeps, bounds: Bounds, entry: SlipEntry, now: Date): Promise<number> {
  const { db } = deps;
  const codes = (await ownCodes(db, bounds, entry.group)).filter(({ _id }) => entry.codes.includes(_id));
  const { group, purposes: agreed, formVersion, signedOn, holder, recordedBy } = entry;
  const rows = codes.map((code): GuardianSlip => {
    const { _id, area, organisation } = code;
    const place = { code: _id, area, organisation, group };
    return { _id: randomUUID(), ...place, purposes: agreed, formVersion, signedOn, holder, recordedBy, recordedAt: now };
  });
  if (rows.length > 0) await native(guardianSlips(db)).insertMany(rows);
  const taken = purposes.filter((purpose) => !agreed.includes(purpose));
  for (const [index, { claimedBy: person }] of codes.entries()) {
    const id = rows[index]?._id;
    if (person !== undefined && id !== undefined) await withdrawOnPaper(deps, { id, person, purposes: taken, actor: 'guardian', at: now });
  }
  return rows.length;
}

async function ownCodes(db: Connection, bounds: Bounds, group: string): Promise<readonly JoinCode[]> {
  const codes = await joinCodesWithin(db, bounds).find({ group, kind: 'roster', withdrawnAt: { $exists: false } });
  return [...codes].sort((one, other) => (one.number ?? 0) - (other.number ?? 0) || one._id.localeCompare(other._id));
}

function lineOf({ _id, number }: JoinCode, index: number, slip: GuardianSlip | undefined): SlipLine {
  const line = { code: _id, number: number ?? index + 1 };
  if (slip === undefined || !slip.purposes.includes('learn')) return line;
  return { ...line, slip: { formVersion: slip.formVersion, signedOn: slip.signedOn, holder: slip.holder } };
}

/** The newest answer of each of these people to what their organiser may know of. */
async function answersOf(db: Connection, codes: readonly JoinCode[]): Promise<ReadonlyMap<string, boolean>> {
  const people = codes.flatMap(({ claimedBy }) => claimedBy ?? []);
  if (people.length === 0) return new Map();
  const rows = await native(consents(db))
    .find({ person: { $in: people } })
    .sort({ person: 1, at: 1 })
    .toArray();
  return new Map(rows.map(({ person, purpose, given }) => [`${person} ${purpose}`, given]));
}
