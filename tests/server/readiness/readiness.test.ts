import { channelsIn, missingFor, readinessHistory, readRecording, recordReadiness, standing } from '../../../server/readiness/readiness';
import type { ReadinessItem } from '../../../server/storage/collections/readiness';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { makeReady } from '../../support/readiness';

const now = new Date('2026-11-22T03:00:00Z');
const all = ['web', 'messenger', 'zalo'] as const;
let database: TestDatabase;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const filed = { document: 'HS-2026-15', date: '2026-10-30' };
const office = { name: 'Văn phòng Sở', document: '12/QĐ-SYT' };

describe('a recording', () => {
  test.each<{ what: string; item: ReadinessItem; typed: object; faults: readonly string[] }>([
    { what: 'an office without a name', item: 'data-officer', typed: { document: '12/QĐ' }, faults: ['name'] },
    { what: 'a name of blanks', item: 'controller', typed: { name: '     ', document: '12/QĐ' }, faults: ['name'] },
    { what: 'no document', item: 'controller', typed: { name: 'Sở Y tế', document: '' }, faults: ['document'] },
    { what: 'two lines', item: 'controller', typed: { name: 'Sở\nY tế', document: '12/QĐ' }, faults: ['name'] },
    { what: 'a filing without a day', item: 'impact-assessment', typed: { document: 'HS-1' }, faults: ['date'] },
    { what: 'a day that no calendar has', item: 'impact-assessment', typed: { ...filed, date: '2026-02-30' }, faults: ['date'] },
    { what: 'a day to come', item: 'cross-border-zalo', typed: { ...filed, date: '2026-11-23' }, faults: ['date'] },
    { what: 'nothing at all', item: 'controller', typed: {}, faults: ['name', 'document'] },
  ])('is refused with $what', ({ item, typed, faults }) => {
    expect(readRecording(item, typed, now)).toEqual({ faults });
  });

  test('may be of the day it is in Vietnam, and keeps only what belongs to its item', () => {
    const lateEvening = new Date('2026-11-22T17:30:00Z');

    expect(readRecording('impact-assessment', { ...filed, date: '2026-11-23', name: 'x', extra: 1 }, lateEvening)).toEqual({
      recording: { item: 'impact-assessment', document: filed.document, date: '2026-11-23' },
    });
  });
});

describe('what is missing', () => {
  test('is everything in the beginning, and only what the channels need', () => {
    const everywhere = ['controller', 'data-officer', 'impact-assessment'];

    expect(missingFor(channelsIn({}), new Map())).toEqual(everywhere);
    expect(missingFor(channelsIn({ messenger: {} }), new Map())).toEqual([...everywhere, 'cross-border-messenger']);
    expect(missingFor(channelsIn({ zalo: {} }), new Map())).toEqual([...everywhere, 'cross-border-zalo']);
  });

  test('is nothing when all is recorded', async () => {
    await makeReady(database.db, now);

    expect(missingFor(all, standing(await readinessHistory(database.db)))).toEqual([]);
  });
});

test('a later recording stands, and the earlier one stays to be read', async () => {
  const by = { by: 'cli', now };
  await recordReadiness(database.db, { item: 'controller', ...office }, by);
  await recordReadiness(database.db, { item: 'controller', ...office, document: '13/QĐ-SYT' }, by);

  const history = await readinessHistory(database.db);

  expect(history.map(({ document }) => document)).toEqual(['13/QĐ-SYT', '12/QĐ-SYT']);
  expect(standing(history).get('controller')).toMatchObject({ document: '13/QĐ-SYT', by: 'cli', at: now });
});
