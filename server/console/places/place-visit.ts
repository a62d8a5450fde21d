import { z } from 'zod';
import type { RowError } from '../../organisations/csv-rows';
import { type Group, groupsWithin } from '../../storage/collections/groups';
import { type Organisation, organisationsWithin } from '../../storage/collections/organisations';
import type { Faults } from '../components/form';
import type { ConsoleDeps } from '../console-deps';
import type { Visit } from '../requests';
import type { View } from '../view';
import type { ListQuery } from './links';

const id = z.string().min(1).max(64);
const query = z.object({
  q: z.string().trim().max(100).optional().catch(undefined),
  after: z.string().max(600).optional().catch(undefined),
  closed: z.literal('yes').optional().catch(undefined),
  area: z.string().max(64).optional().catch(undefined),
});

/** What an address asks of a list; what makes no sense is left out. */
export function readListQuery(given: unknown): ListQuery {
  const read = query.parse(given);
  const { q, after, closed, area } = read;
  return {
    ...(q === undefined || q === '' ? {} : { q }),
    ...(after === undefined || after === '' ? {} : { after }),
    ...(closed === undefined ? {} : { closed }),
    ...(area === undefined || area === '' ? {} : { area }),
  };
}

export function searchOf({ q, after, closed }: ListQuery) {
  return { ...(q === undefined ? {} : { text: q }), ...(after === undefined ? {} : { after }), closed: closed === 'yes' };
}

/** The organisation an address names, within the visitor's bounds. */
export async function organisationOf({ db }: ConsoleDeps, { request, bounds }: Visit): Promise<Organisation | undefined> {
  const wanted = id.safeParse(request.params.organisation);
  return wanted.success ? organisationsWithin(db, bounds).findOne({ _id: wanted.data }) : undefined;
}

/** The group an address names, within the visitor's bounds. */
export async function groupOf({ db }: ConsoleDeps, { request, bounds }: Visit): Promise<Group | undefined> {
  const wanted = id.safeParse(request.params.group);
  return wanted.success ? groupsWithin(db, bounds).findOne({ _id: wanted.data }) : undefined;
}

/** Faults in the reader's words, by field. */
export function faultsOf(view: View, errors: readonly RowError[]): Faults {
  const say = view.words('imports');
  return Object.fromEntries(errors.map(({ column, message, values }) => [column, capital(say(message, values))]));
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

const done = z.object({ done: z.string().max(40).optional().catch(undefined) });

/** What the form before this page did, as the address says; a made-up address says nothing. */
export function doneText({ request, view }: Visit, kind: 'organisation' | 'group'): string | undefined {
  const said = done.parse(request.query).done;
  const p = view.words('places');
  const withdrawn = /^withdrawn-(\d{1,5})$/.exec(said ?? '')?.[1];
  if (withdrawn !== undefined) return p('batch.wasWithdrawn', { count: Number(withdrawn) });
  if (said === 'issued' || said === 'wasWithdrawn') return p(`code.${said}`);
  return said === 'saved' || said === 'wasClosed' || said === 'reopened' ? p(`${kind}.${said}`) : undefined;
}
