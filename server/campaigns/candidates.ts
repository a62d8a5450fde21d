import type { Connection } from 'mongoose';
import type { Channel, ChannelName } from '../../bot/channels/channel';
import type { ConversationRow } from '../conversation/model';
import type { Keys } from '../keys';
import { openContact } from '../pushes/contact';
import type { PushSettings } from '../pushes/push-settings';
import type { AreaTree } from '../reach/area-tree';
import { native } from '../storage/collection';
import { conversations } from '../storage/collections/conversations';
import { type PersonRow, people } from '../storage/collections/people';
import type { Candidate, Reachable } from './classify';
import type { Audience } from './model';

export type CandidateDeps = {
  readonly db: Connection;
  readonly keys: Keys;
  readonly channels: ReadonlyMap<ChannelName, Channel>;
  readonly settings: PushSettings;
  readonly tree: AreaTree;
};

export type Person = Candidate & { readonly person: string };
export type Page = { readonly candidates: readonly Person[]; readonly cursor: string };

type Place = { readonly cursor: string; readonly before: Date; readonly most: number };

/** The audience from a place on, so many at a time; `undefined` at its end. People who came after `before` are no part of it. */
export async function candidatesAfter(deps: CandidateDeps, audience: Audience, place: Place): Promise<Page | undefined> {
  const page = await peopleAfter(deps, audience, place);
  return page === undefined ? undefined : { candidates: await withConversations(deps, page.found), cursor: page.cursor };
}

/** The whole audience, so many at a time. The store reads the next of them while these are worked through. */
export async function* allCandidates(deps: CandidateDeps, audience: Audience, { before, most }: Omit<Place, 'cursor'>) {
  let cursor = '';
  let ahead: Promise<readonly Person[]> | undefined;
  for (;;) {
    const page = await peopleAfter(deps, audience, { cursor, before, most });
    const next = page === undefined ? undefined : withConversations(deps, page.found);
    next?.catch(() => undefined); // told when it is waited for, which another failure may prevent
    if (ahead !== undefined) yield await ahead;
    if (page === undefined) return;
    cursor = page.cursor;
    ahead = next;
  }
}

type PeoplePage = { readonly found: readonly Found[]; readonly cursor: string };

async function peopleAfter(deps: CandidateDeps, audience: Audience, { cursor, before, most }: Place): Promise<PeoplePage | undefined> {
  const populations = [...audience.populations].sort();
  const [begun = '', after = ''] = cursor.split(':');
  for (const population of populations.filter((one) => one >= begun)) {
    const found = await native(people(deps.db))
      .find(
        {
          'membership.population': population,
          _id: { $gt: population === begun ? after : '' },
          createdAt: { $lte: before },
          ...placeOf(audience, deps.tree),
        },
        { projection: { membership: 1, ageBand: 1 }, batchSize: 10_000 },
      )
      .sort({ 'membership.population': 1, _id: 1 })
      .limit(most)
      .toArray();
    const last = found.at(-1);
    if (last !== undefined) return { found, cursor: `${population}:${last._id}` };
  }
  return undefined;
}

/** These people as they stand now; who was erased is no longer among them. */
export async function candidatesOf(deps: CandidateDeps, ids: readonly string[]): Promise<readonly Person[]> {
  if (ids.length === 0) return [];
  const found = await native(people(deps.db))
    .find({ _id: { $in: [...ids] }, erasedAt: { $exists: false } }, { projection: { membership: 1, ageBand: 1 } })
    .toArray();
  return withConversations(deps, found);
}

function placeOf({ area, organisation }: Audience, tree: AreaTree): Record<string, unknown> {
  return {
    ...(organisation === undefined ? {} : { 'membership.organisation': organisation }),
    ...(area === undefined ? {} : { 'membership.area': { $in: below(tree, area) } }),
  };
}

function below(tree: AreaTree, area: string): readonly string[] {
  return [area, ...tree.children(area).flatMap((child) => below(tree, child._id))];
}

type Found = Pick<PersonRow, '_id' | 'membership' | 'ageBand'>;

async function withConversations(deps: CandidateDeps, found: readonly Found[]): Promise<readonly Person[]> {
  const rows = native(conversations(deps.db)).find<Pick<ConversationRow, '_id' | 'person' | 'contact'>>(
    { person: { $in: found.map(({ _id }) => _id) } },
    { projection: { person: 1, contact: 1 }, promoteBuffers: true, batchSize: 10_000 },
  );
  const byPerson = new Map<string, Reachable[]>();
  for await (const row of rows) {
    const reachable = reachableIn(deps, row);
    if (reachable === undefined) continue;
    const known = byPerson.get(row.person);
    if (known === undefined) byPerson.set(row.person, [reachable]);
    else known.push(reachable);
  }
  return found.map((person) => candidateOf(deps, person, byPerson.get(person._id) ?? []));
}

function reachableIn({ keys, channels, settings }: CandidateDeps, row: Pick<ConversationRow, '_id' | 'contact'>): Reachable | undefined {
  const [name, account = ''] = row._id.split(':');
  const channel = name === 'zalo' || name === 'messenger' ? channels.get(name) : undefined;
  const contact = row.contact === undefined ? undefined : openContact(keys, row.contact);
  if (channel === undefined || channel.account !== account || contact === undefined) return undefined;
  const { capabilities } = channel;
  return { conversation: row._id, account: `${name}:${account}`, contact, capabilities, paid: settings.waysOf(channel.name, account) };
}

function candidateOf(deps: CandidateDeps, { _id, membership, ageBand }: Found, reachable: readonly Reachable[]) {
  const shift = deps.settings.shiftOf(membership);
  return {
    person: _id,
    recipient: {
      ...(membership === undefined ? {} : { population: membership.population }),
      ...(shift === undefined ? {} : { shift }),
    },
    adult: ageBand === '18-plus',
    child: ageBand === 'under-16',
    reachable,
  };
}
