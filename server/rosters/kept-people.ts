import { z } from 'zod';
import { unseal } from '../keys';
import { native } from '../storage/collection';
import { type RosterEntry, rosterEntries } from '../storage/collections/roster-entries';
import { storedBytes } from '../storage/stored-bytes';
import type { RosterDeps } from './roster-deps';

export type KeptPerson = { readonly code: string /* its id in `join-codes` */; readonly name?: string; readonly phone?: string };

const person = z.object({ name: z.string().optional(), phone: z.string().optional() });

/** A group's entries with what its basis lets be kept of each. Whoever shows a name writes the audit row. */
export async function keptPeople(
  { db, keys }: RosterDeps,
  { organisation, group }: Pick<RosterEntry, 'organisation' | 'group'>,
): Promise<readonly KeptPerson[]> {
  const entries = await native(rosterEntries(db)).find<RosterEntry>({ organisation, group }).toArray();
  return entries.map(({ _id, sealed }) => {
    const open = sealed === undefined ? undefined : unseal(keys.of('roster-person'), storedBytes(sealed));
    const { name, phone } = open === undefined ? {} : person.parse(JSON.parse(open.toString('utf8')));
    return { code: _id, ...(name === undefined ? {} : { name }), ...(phone === undefined ? {} : { phone }) };
  });
}
