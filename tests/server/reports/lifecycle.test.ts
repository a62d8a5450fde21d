import { deriveKeys } from '../../../server/keys';
import {
  type Changed,
  checkReport,
  draftReport,
  editReport,
  isIntact,
  type ReportDeps,
  refreshReport,
  returnReport,
  signOffReport,
} from '../../../server/reports/lifecycle';
import type { ReportSnapshot } from '../../../server/reports/snapshot';
import { type ReportRow, reports } from '../../../server/storage/collections/reports';
import type { Bounds } from '../../../server/storage/within';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { sampleFigures } from '../console/sample-figures';
import { issuer, official, sampleSnapshot, takenAt } from './sample-snapshot';

const keys = deriveKeys('s'.repeat(43), 'w'.repeat(43));
const text = 'indicator.M-1.3c.text';
let database: TestDatabase;
let snapshot: ReportSnapshot;

beforeAll(async () => {
  database = await openTestDatabase();
  snapshot = await sampleSnapshot(database);
});
afterAll(() => database.close());

function as(by: string, bounds: Bounds = 'everything'): ReportDeps {
  return { db: database.db, bounds, by, now: takenAt };
}

async function drafted(): Promise<string> {
  return (await draftReport(as('writer'), { snapshot, area: '68', issuer }))._id;
}

async function rowOf(id: string): Promise<ReportRow> {
  const row = await reports(database.db).findById(id).lean<ReportRow>();
  if (row === null) throw new Error('no such report');
  return row;
}

async function frozen(): Promise<string> {
  const id = await drafted();
  await checkReport(as('checker'), id, official);
  await signOffReport(as('head'), id, keys);
  return id;
}

describe('a report on its way', () => {
  test('draft, check and signature by three people freeze it', async () => {
    const id = await frozen();

    const row = await rowOf(id);
    expect([row.state, row.acts.map(({ did }) => did), isIntact(row, keys)]).toEqual([
      'frozen',
      ['drafted', 'checked', 'signed-off'],
      true,
    ]);
  });

  test.each<{ step: string; take: (id: string) => Promise<Changed>; changed: Changed }>([
    { step: 'a check by its writer', take: (id) => checkReport(as('writer'), id, official), changed: 'own_work' },
    { step: 'a signature before the check', take: (id) => signOffReport(as('head'), id, keys), changed: 'not_checked' },
    { step: 'a return before the check', take: (id) => returnReport(as('head'), id, 'x'), changed: 'not_checked' },
    {
      step: 'an edit of a table',
      take: (id) => editReport(as('writer'), id, { id: 'table.summary', text: '9' }, official),
      changed: 'no_such_text',
    },
    {
      step: 'an edit of nothing',
      take: (id) => editReport(as('writer'), id, { id: '$where', text: '9' }, official),
      changed: 'no_such_text',
    },
    { step: 'a check from another area', take: (id) => checkReport(as('checker', { areas: ['01'] }), id, official), changed: 'not_found' },
  ])('$step is refused: $changed', async ({ take, changed }) => {
    const id = await drafted();

    expect(await take(id)).toBe(changed);
    expect((await rowOf(id)).acts).toHaveLength(1);
  });

  test('whoever edited it may not sign it off either', async () => {
    const id = await drafted();
    await editReport(as('head'), id, { id: 'proposals.text', text: 'Đề nghị bổ sung kinh phí.' }, official);
    await checkReport(as('checker'), id, official);

    expect(await signOffReport(as('head'), id, keys)).toBe('own_work');
  });

  test('returned, it is a draft again, with the reason', async () => {
    const id = await drafted();
    await checkReport(as('checker'), id, official);

    expect(await returnReport(as('head'), id, 'Thiếu phần kinh phí')).toBe('done');

    const row = await rowOf(id);
    expect([row.state, row.acts.at(-1)?.note]).toEqual(['draft', 'Thiếu phần kinh phí']);
  });

  test('frozen, it takes no change of any kind', async () => {
    const id = await frozen();

    const tried = await Promise.all([
      refreshReport(as('writer'), id, snapshot),
      editReport(as('writer'), id, { id: 'opening', text: 'x' }, official),
      checkReport(as('checker'), id, official),
      returnReport(as('head'), id, 'x'),
      signOffReport(as('head'), id, keys),
    ]);

    expect(new Set(tried)).toEqual(new Set(['frozen']));
  });

  test('an edit over figures that have changed since stops the check until it is read again', async () => {
    const id = await drafted();
    await editReport(as('writer'), id, { id: text, text: 'Đã tuyên truyền cho 2.104 người.' }, official);
    const later = await sampleSnapshot(
      database,
      sampleFigures({
        planFigures: async (query) => (await sampleFigures().planFigures(query)).map((one) => ({ ...one, low: (one.low ?? 0) + 1 })),
      }),
    );
    await refreshReport(as('writer'), id, later);

    const before = await checkReport(as('checker'), id, official);
    await editReport(as('writer'), id, { id: text, text: 'Đã tuyên truyền cho 2.105 người.' }, official);

    expect([before, await checkReport(as('checker'), id, official)]).toEqual(['outdated_edits', 'done']);
  });

  test('two changes at once: one is done and the other told to look again', async () => {
    const id = await drafted();

    const both = await Promise.all(['a', 'b'].map((value) => editReport(as('writer'), id, { id: 'opening', text: value }, official)));

    expect(both.sort()).toEqual(['changed_meanwhile', 'done']);
  });

  test.each<{ what: string; change: (row: ReportRow) => ReportRow }>([
    { what: 'a figure', change: (row) => ({ ...row, snapshot: { ...row.snapshot, indicators: row.snapshot.indicators.map(oneMore) } }) },
    { what: 'its period', change: (row) => ({ ...row, period: { ...row.period, to: '2026-06-15' } }) },
    { what: 'who signed', change: (row) => ({ ...row, issuer: { ...issuer, signer: { position: 'Giám đốc' } } }) },
    { what: 'its words', change: (row) => ({ ...row, edits: [{ id: 'opening', text: 'x', instead: '', by: 'head', at: takenAt }] }) },
  ])('$what changed in the store is found', async ({ change }) => {
    const row = await rowOf(await frozen());

    expect([isIntact(row, keys), isIntact(change(row), keys)]).toEqual([true, false]);
  });
});

function oneMore(indicator: ReportSnapshot['indicators'][number]): ReportSnapshot['indicators'][number] {
  return { ...indicator, total: { ...indicator.total, low: (indicator.total.low ?? 0) + 1 } };
}
