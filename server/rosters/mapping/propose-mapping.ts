import type { Connection } from 'mongoose';
import { type Keys, keyedHash } from '../../keys';
import { native } from '../../storage/collection';
import { rosterMappings } from '../../storage/collections/roster-mappings';
import type { RosterFile } from '../reading/roster-file';
import { type Field, fields } from './fields';
import { mapSheet, type SheetMapping, withFields } from './map-sheet';
import { foldHeading } from './recognise-heading';

type Store = { readonly db: Connection; readonly keys: Keys };
type Place = { readonly area: string; readonly organisation: string };

/**
 * What the columns of each sheet seem to hold; sheets without headings are left out. What the same organisation confirmed
 * for the same headings comes before what the words say.
 */
export async function proposeMapping({ db, keys }: Store, organisation: string, file: RosterFile): Promise<readonly SheetMapping[]> {
  const mapped = file.sheets.flatMap((sheet) => mapSheet(sheet) ?? []);
  const remembered = await native(rosterMappings(db))
    .find({ _id: { $in: [...new Set(mapped.map((mapping) => idOf(keys, organisation, mapping)))] } })
    .toArray();
  const byId = new Map(remembered.map((row) => [row._id, row.fields]));
  return mapped.map((mapping) => {
    const known = byId.get(idOf(keys, organisation, mapping));
    return known === undefined ? mapping : withFields(mapping, new Map(known.map((field, index) => [index, toField(field)])));
  });
}

/** Kept when a roster is confirmed, so that next month's list needs no looking at. */
export async function rememberMappings(
  { db, keys }: Store,
  { area, organisation }: Place,
  mappings: readonly SheetMapping[],
  now: Date,
): Promise<void> {
  for (const mapping of mappings) {
    const byColumn = mapping.columns.map(({ field }) => field ?? null);
    const filter = { _id: idOf(keys, organisation, mapping) };
    await native(rosterMappings(db)).updateOne(filter, { $set: { area, organisation, fields: byColumn, usedAt: now } }, { upsert: true });
  }
}

/** Hashed under a key: where headings were taken for what they are not, nobody's row can be read from it. */
function idOf(keys: Keys, organisation: string, { headings }: SheetMapping): string {
  return keyedHash(keys.of('roster-match'), JSON.stringify([organisation, headings.columns.map((texts) => texts.map(foldHeading))]));
}

function toField(text: string | null): Field | undefined {
  return fields.find((field) => field === text);
}
