import type { Connection, mongo } from 'mongoose';
import { z } from 'zod';
import { type Keys, unseal } from '../keys';
import { native } from '../storage/collection';
import { groups } from '../storage/collections/groups';
import { joinCodes } from '../storage/collections/join-codes';
import { organisations } from '../storage/collections/organisations';
import { type MatchState, type ProbableMatch, probableMatchesWithin } from '../storage/collections/probable-matches';
import { rosterEntries } from '../storage/collections/roster-entries';
import { storedBytes } from '../storage/stored-bytes';
import type { Bounds, RowsWithin } from '../storage/within';

export type QueueFilter = {
  readonly state: MatchState;
  readonly score?: ProbableMatch['score'] | undefined;
  readonly organisation?: string | undefined;
  readonly after?: string | undefined;
};

/** One of the two, as the office knows them. Without a name: its basis is over, and the office's own list says who it is. */
export type Side = {
  readonly code: string;
  readonly name: string | undefined;
  readonly phone: string | undefined;
  readonly group: string;
  readonly line: number | undefined; // on the group's list
  readonly tail: string; // of the code on the card
  readonly listedAt: Date | undefined;
};

export type QueuedMatch = Omit<ProbableMatch, 'codes'> & { readonly place: string; readonly sides: readonly Side[] };
export type Queue = { readonly matches: readonly QueuedMatch[]; readonly next?: string; readonly count: Counted };

/** Beyond a thousand nobody needs the number, and counting 50,000 would take a second of every page. */
export type Counted = { readonly count: number; readonly more: boolean };

const perPage = 10;
const mostCounted = 1_000;
const kept = z.object({ name: z.string().optional(), phone: z.string().optional() });
type Deps = { readonly db: Connection; readonly keys: Keys };

/** How many matches nobody has decided within somebody's bounds. */
export function undecidedMatches(db: Connection, bounds: Bounds): Promise<Counted> {
  return counted(probableMatchesWithin(db, bounds), { state: { $in: ['open', 'left'] } });
}

async function counted(rows: RowsWithin<ProbableMatch>, wanted: mongo.Filter<ProbableMatch>): Promise<Counted> {
  const { length } = await rows.find(wanted, { limit: mostCounted + 1 });
  return { count: Math.min(length, mostCounted), more: length > mostCounted };
}

/** A page of the queue within somebody's bounds. It shows names: whoever asks for it writes the audit row. */
export async function readQueue(deps: Deps, bounds: Bounds, { state, score, organisation, after }: QueueFilter): Promise<Queue> {
  const rows = probableMatchesWithin(deps.db, bounds);
  const wanted = { state, ...(score === undefined ? {} : { score }), ...(organisation === undefined ? {} : { organisation }) };
  const page = { ...wanted, ...(after === undefined ? {} : { _id: { $gt: after } }) };
  const [found, count] = await Promise.all([rows.find(page, { sort: { _id: 1 }, limit: perPage + 1 }), counted(rows, wanted)]);
  const shown = found.slice(0, perPage);
  const next = found.length > perPage ? shown.at(-1)?._id : undefined;
  return { matches: await withSides(deps, shown), count, ...(next === undefined ? {} : { next }) };
}

async function withSides({ db, keys }: Deps, matches: readonly ProbableMatch[]): Promise<readonly QueuedMatch[]> {
  if (matches.length === 0) return [];
  const ids = [...new Set(matches.flatMap(({ codes }) => codes))];
  const [codes, entries, places] = await Promise.all([
    native(joinCodes(db))
      .find({ _id: { $in: ids } })
      .toArray(),
    native(rosterEntries(db))
      .find({ _id: { $in: ids } })
      .toArray(),
    native(organisations(db))
      .find({ _id: { $in: [...new Set(matches.map(({ organisation }) => organisation))] } })
      .toArray(),
  ]);
  const inGroups = await native(groups(db))
    .find({ _id: { $in: [...new Set(codes.flatMap(({ group }) => group ?? []))] } })
    .toArray();
  const names = new Map([...places, ...inGroups].map(({ _id, name }) => [_id, name]));
  const entryOf = new Map(entries.map((entry) => [entry._id, entry]));
  const sides = new Map(
    codes.map(({ _id, group = '', number, tail }): readonly [string, Side] => {
      const entry = entryOf.get(_id);
      const opened = entry?.sealed === undefined ? undefined : unseal(keys.of('roster-person'), storedBytes(entry.sealed));
      const { name, phone } = opened === undefined ? {} : kept.parse(JSON.parse(opened.toString('utf8')));
      return [_id, { code: _id, name, phone, group: names.get(group) ?? group, line: number, tail, listedAt: entry?.listings.at(-1)?.at }];
    }),
  );
  return matches.map(({ codes: both, ...match }) => ({
    ...match,
    place: names.get(match.organisation) ?? match.organisation,
    sides: both.flatMap((code) => sides.get(code) ?? []),
  }));
}
