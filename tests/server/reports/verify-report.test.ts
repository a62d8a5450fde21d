import { erasePerson } from '../../../server/people/erase';
import { createFigures } from '../../../server/reach/figures';
import { createLedger } from '../../../server/reach/ledger';
import type { LedgerRow } from '../../../server/reach/model';
import { checkReport, draftReport, refreshReport, signOffReport } from '../../../server/reports/lifecycle';
import { findPeriod } from '../../../server/reports/report-period';
import { type ReportSnapshot, takeSnapshot } from '../../../server/reports/snapshot';
import { type ReportFault, verifyReport } from '../../../server/reports/verify-report';
import { native } from '../../../server/storage/collection';
import { denominators } from '../../../server/storage/collections/denominators';
import { evidenceRows, type StoredEvidence } from '../../../server/storage/collections/evidence';
import { reportBases } from '../../../server/storage/collections/report-bases';
import { type ReportRow, reports } from '../../../server/storage/collections/reports';
import { seals } from '../../../server/storage/collections/seals';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { buildProvince, denominator, keys, lessonBy, schools } from '../reach/support/province';
import { issuer, official } from './sample-snapshot';

const now = () => new Date('2026-11-22T05:00:00Z');
let database: TestDatabase;
let ledger: ReturnType<typeof createLedger>;
let plan: string;
let report: string;
let reported: ReportSnapshot;

beforeAll(async () => {
  database = await openTestDatabase();
  ({ plan } = await buildProvince(database.db));
  ledger = createLedger(database.db, { now });
  await denominators(database.db).insertMany(
    [
      denominator('organisation', 'S1', 'upper-secondary', 8),
      ...(['upper-secondary', 'vocational', 'higher-education'] as const).map((one) => denominator('area', '68', one, 400)),
    ].map((row) => ({ ...row, _id: `${row._id}:early`, asOf: '2026-01-15' })),
  );
  await ledger.append(await peopleOfSpring());
  reported = await snapshotNow();
  report = await signedOff(reported);
}, 60_000);
afterAll(() => database.close());

/** 15 pupils at each school, twice as many as the first has by its papers, and 27 women of one group. */
async function peopleOfSpring(): Promise<readonly LedgerRow[]> {
  const rows: LedgerRow[] = [];
  for (let n = 0; n < 60; n += 1) {
    const { area, _id: organisation } = schools[n % schools.length] ?? { area: '68001', _id: 'S1' };
    rows.push(...(await lessonBy(database.db, `p${n}`, `2026-0${(n % 4) + 2}-12T04:00:00Z`, { area, organisation })));
  }
  const apart = { population: 'service-worker', area: '68001', organisation: 'G1', identifiedBy: 'roster-code' } as const;
  for (let n = 0; n < 27; n += 1) rows.push(...(await lessonBy(database.db, `w${n}`, '2026-03-12T04:00:00Z', apart)));
  return rows;
}

async function snapshotNow(): Promise<ReportSnapshot> {
  const figures = createFigures(database.db, { now });
  const summary = (await figures.planList()).find(({ id }) => id === plan);
  const period = summary && findPeriod(summary, '2026-H1');
  if (summary === undefined || period === undefined) throw new Error('no such period');
  return takeSnapshot({ db: database.db, figures, ledger, now }, { plan: summary, period });
}

async function signedOff(snapshot: ReportSnapshot): Promise<string> {
  const as = (by: string) => ({ db: database.db, bounds: 'everything' as const, by, now: now() });
  const { _id } = await draftReport(as('writer'), { snapshot, area: '68', issuer });
  await checkReport(as('checker'), _id, official);
  await signOffReport(as('head'), _id, keys);
  return _id;
}

async function verified() {
  const row = await reports(database.db).findById(report).lean<ReportRow>();
  if (row === null) throw new Error('no such report');
  return verifyReport(database.db, keys, row);
}

/** Ten thousand rows as the ledger would hold them: half of people it knows already, all dated within the report's period. */
function laterRows(known: readonly StoredEvidence[]): readonly StoredEvidence[] {
  return Array.from({ length: 10_000 }, (_, n) => {
    const like = known[n % known.length];
    if (like === undefined) throw new Error('nobody is known');
    const { sealNumber: _number, ...row } = like;
    const day = `2026-0${(n % 5) + 1}-2${n % 9}`;
    const person = n % 2 === 0 ? row.person : `later${n}`;
    return { ...row, _id: `later${n}`, person, turn: 1_000 + n, day, at: new Date(`${day}T04:00:00Z`), unsealed: true as const };
  });
}

type Tampering = { readonly what: string; readonly change: () => Promise<unknown>; readonly undo: () => Promise<unknown> };

describe('somebody who writes to the store', () => {
  test.each<Tampering & { faults: readonly ReportFault[]; differs: boolean }>([
    {
      what: 'a figure of the snapshot',
      change: () => native(reports(database.db)).updateOne({ _id: report }, { $inc: { 'snapshot.indicators.0.total.low': 1 } }),
      undo: () => native(reports(database.db)).updateOne({ _id: report }, { $inc: { 'snapshot.indicators.0.total.low': -1 } }),
      faults: ['changed'],
      differs: true,
    },
    {
      what: 'the ledger by one more row under an old seal',
      change: async () => {
        const like = await native(evidenceRows(database.db)).findOne({ sealNumber: 1, rung: 'reached' });
        if (like !== null) await native(evidenceRows(database.db)).insertOne({ ...like, _id: 'forged', person: 'forged', turn: 1 });
      },
      undo: () => native(evidenceRows(database.db)).deleteOne({ _id: 'forged' }),
      faults: ['rows'],
      differs: true,
    },
    {
      what: 'what the erased are said to have added',
      change: () => native(reportBases(database.db)).updateOne({}, { $inc: { 'erased.0/plan/2026-Q1/E4.c': 3 } }),
      undo: () => native(reportBases(database.db)).updateOne({}, { $set: { erased: {} } }),
      faults: [],
      differs: true,
    },
    {
      what: 'a seal',
      change: () => native(seals(database.db)).updateOne({ _id: 'evidence:0000000001' }, { $set: { hash: 'x' } }),
      undo: () => native(seals(database.db)).updateOne({ _id: 'evidence:0000000001' }, { $set: { hash: markOf('evidence') } }),
      faults: ['seals'],
      differs: false,
    },
  ])('and changes $what is found', async ({ change, undo, faults, differs }) => {
    await change();
    const check = await verified();
    await undo();

    expect(check.faults).toEqual(faults);
    expect(check.differences.length > 0).toBe(differs);
    expect(await verified()).toEqual({ report, faults: [], differences: [] });
  });

  test.each([
    {
      what: 'says that a row stands under a later seal',
      change: { $set: { sealNumber: 9 } },
      undo: { $set: { sealNumber: 1 } },
      found: 'broken',
    },
    { what: 'moves a row to another area', change: { $set: { area: '68002' } }, undo: { $set: { area: '68001' } }, found: 'altered' },
  ] as const)('and $what is found in the ledger', async ({ change, undo, found }) => {
    const row = await native(evidenceRows(database.db)).findOne({ area: '68001' });
    await native(evidenceRows(database.db)).updateOne({ _id: row?._id ?? '' }, change);
    const check = await ledger.verify(keys);
    await native(evidenceRows(database.db)).updateOne({ _id: row?._id ?? '' }, undo);

    expect(check[found]).toHaveLength(1);
  });
});

function markOf(name: 'evidence'): string {
  return reported.ledger.find((mark) => mark.ledger === name)?.hash ?? '';
}

describe('a frozen report', () => {
  test('says the same after 10,000 later rows and 10 erasures', async () => {
    const late = await lessonBy(database.db, 'late', '2026-02-12T04:00:00Z', { organisation: 'S2' });
    await ledger.append(late);
    await native(evidenceRows(database.db)).insertMany([
      ...laterRows(await native(evidenceRows(database.db)).find({ rung: 'reached' }).toArray()),
    ]);
    await ledger.sealPending();
    await denominators(database.db).insertMany([{ ...denominator('area', '68', 'upper-secondary', 900), asOf: '2026-06-01' }]);
    for (const person of ['p0', 'p1', 'p2', 'p3', 'p4', 'p8', 'p13', 'w0', 'w1', 'w2'])
      await erasePerson(database.db, keys, ledger, person, now());

    expect(await verified()).toEqual({ report, faults: [], differences: [] });
    const pupils = reported.indicators.find(({ total }) => total.indicator.population === 'student')?.total;
    expect(pupils?.classes).toEqual({ E1: 0, E2: 0, E3: 0, E4: pupils?.low });
    const [before, after] = [reported, await snapshotNow()].map(({ indicators }) => indicators.map(({ total }) => total.low));
    expect(after).not.toEqual(before);
  }, 120_000);

  test('keeps of the erased how many there were and nothing else', async () => {
    const base = await native(reportBases(database.db)).findOne({});

    expect(base?.open).toEqual([]);
    const pupils = Object.entries(base?.erased ?? {}).filter(([key]) => key.includes('/plan/'));
    expect(pupils.map(([, counts]) => counts.c ?? 0).reduce((a, b) => a + b, 0)).toBe(10);
    expect(Object.keys(base?.erased ?? {}).every((key) => /^\d\/(plan|\d)\/2026-Q[12]\/E4$/.test(key))).toBe(true);
  });
});

test('a report that was refreshed keeps one base, that of its figures', async () => {
  const as = { db: database.db, bounds: 'everything' as const, by: 'writer', now: now() };
  const { _id } = await draftReport(as, { snapshot: reported, area: '68', issuer });

  await refreshReport(as, _id, { ...reported, takenAt: '2026-11-23T00:00:00.000Z' });
  await refreshReport(as, _id, { ...reported, takenAt: '2026-11-23T00:00:00.000Z' });

  const bases = (await native(reportBases(database.db)).find({}).toArray()).filter((base) => base._id.startsWith(_id));
  expect(bases.map((base) => base._id)).toEqual([`${_id}@2026-11-23T00:00:00.000Z`]);
});
