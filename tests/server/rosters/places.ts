import type { Connection } from 'mongoose';
import { deriveKeys } from '../../../server/keys';
import { groups } from '../../../server/storage/collections/groups';
import { organisations } from '../../../server/storage/collections/organisations';
import { createIndexes } from '../../../server/storage/connect';

export const keys = deriveKeys('a secret for tests of rosters', 'another secret for tests of rosters');
export const now = new Date('2026-11-22T02:00:00Z');
export const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

/** A school with three classes, a factory with three shifts, and establishments whose people are never listed. */
export async function createPlaces(db: Connection): Promise<void> {
  await createIndexes(db);
  await organisations(db).create([
    { _id: 'hoa-binh', name: 'Trường THPT Hòa Bình', kind: 'upper-secondary-school', area: '68', populations: ['upper-secondary'] },
    { _id: 'sao-mai', name: 'Công ty May Sao Mai', kind: 'enterprise', area: '68', populations: ['ip-worker'] },
    { _id: 'cum-1', name: 'Cụm cơ sở 1', kind: 'establishment-group', area: '68', populations: ['service-worker'], establishments: 6 },
  ]);
  const classes = ['10A1', '10A2', '11B5'].map((name) => ({
    _id: name,
    organisation: 'hoa-binh',
    name,
    area: '68',
    population: 'upper-secondary' as const,
  }));
  const shifts = [1, 2, 3].map((n) => ({
    _id: `ca-${n}`,
    organisation: 'sao-mai',
    name: `Ca ${n}`,
    area: '68',
    population: 'ip-worker' as const,
  }));
  await groups(db).create([...classes, ...shifts]);
}
