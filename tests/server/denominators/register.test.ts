import { approveProposals, refuseProposal, withdrawProposal } from '../../../server/denominators/decide-proposals';
import { enterDenominator, listed } from '../../../server/denominators/enter-denominators';
import { findNode } from '../../../server/denominators/find-node';
import { readList } from '../../../server/denominators/read-list';
import { historyOf, readRegister } from '../../../server/denominators/register';
import { confirmList, findList, stageList } from '../../../server/denominators/staged-lists';
import { loadTexts } from '../../../server/i18n';
import { importDenominators } from '../../../server/organisations/import-denominators';
import { placeWords } from '../../../server/organisations/staged/place-words';
import { createFigures } from '../../../server/reach/figures';
import { denominatorProposals } from '../../../server/storage/collections/denominator-proposals';
import { denominators } from '../../../server/storage/collections/denominators';
import type { Bounds } from '../../../server/storage/within';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { workbook } from '../../support/workbook';
import { buildProvince } from '../reach/support/province';

const today = '2026-11-22';
const words = placeWords(loadTexts());

let database: TestDatabase;
let plan: string;
let minute = 0;
beforeAll(async () => {
  database = await openTestDatabase();
  plan = (await buildProvince(database.db)).plan;
});
afterAll(() => database.close());
beforeEach(async () => {
  await denominators(database.db).deleteMany({});
  await denominatorProposals(database.db).deleteMany({});
});

const everything: Bounds = 'everything';

function as(by: string, bounds: Bounds = everything) {
  minute += 1;
  return { db: database.db, bounds, by, approver: `Tên ${by}`, now: new Date(Date.UTC(2026, 10, 22, 1, minute)) };
}

const paper = { asOf: '2026-09-15', issuer: 'Sở GD&ĐT', document: '12/BC-SGDĐT', method: 'sĩ số đầu năm' } as const;
type Given = Partial<Parameters<typeof listed>[1]>;

async function enter(by: string, place: string, people: number, given: Given = {}) {
  const node = await findNode(database.db, everything, place);
  if (node === undefined) throw new Error(`no place ${place}`);
  return enterDenominator(as(by), listed(node, { population: 'upper-secondary', people, ...paper, ...given }));
}

async function enterAndApprove(place: string, people: number, given: Given = {}): Promise<void> {
  const { _id } = await enter('an', place, people, given);
  await approveProposals(as('binh'), [_id]);
}

const register = (bounds: Bounds = everything) => readRegister(database.db, bounds, today);

describe('a figure', () => {
  test('counts when another person has approved it, and not before', async () => {
    const { _id } = await enter('an', 'S1', 600);
    const before = await register();
    const own = await approveProposals(as('an'), [_id]);
    const approved = await approveProposals(as('binh'), [_id]);
    const after = await register();

    expect([before.current, before.waiting.length, own, approved.approved]).toEqual([[], 1, { approved: [], own: 1, gone: 0 }, [_id]]);
    expect([after.current.map(({ node, people, approver }) => [node, people, approver]), after.waiting]).toEqual([
      [['S1', 600, 'Tên binh']],
      [],
    ]);
  });

  test('is what figures of the plan are of', async () => {
    for (const school of ['S1', 'S2', 'S3', 'S4']) await enterAndApprove(school, 100);
    await enterAndApprove('68', 50, { population: 'vocational' });
    await enterAndApprove('68', 30, { population: 'higher-education' });

    const figures = createFigures(database.db, { now: () => new Date('2026-11-22T03:00:00Z') });
    const student = (await figures.planFigures({ plan })).find(({ indicator }) => indicator.population === 'student');

    expect(student?.denominator).toMatchObject({ status: 'complete', people: 480, document: '12/BC-SGDĐT' });
  });

  test('about newcomers is no stock: it stands apart and makes reading B', async () => {
    for (const school of ['S1', 'S2', 'S3', 'S4']) {
      await enterAndApprove(school, 100, { asOf: '2026-08-20' });
      await enterAndApprove(school, 40, { asOf: '2026-09-15', measure: 'newcomers' });
    }
    for (const [population, people] of [
      ['vocational', 50],
      ['higher-education', 30],
    ] as const)
      await enterAndApprove('68', people, { population, measure: 'ever' });

    const { current, enrolled } = await register();
    const figures = createFigures(database.db, { now: () => new Date('2026-11-22T03:00:00Z') });
    const student = (await figures.planFigures({ plan })).find(({ indicator }) => indicator.population === 'student');

    expect([current.map(({ people }) => people), enrolled.length]).toEqual([[100, 100, 100, 100], 6]);
    expect(student?.denominator).toMatchObject({ status: 'incomplete', missingPopulations: ['higher-education', 'vocational'] });
    expect(student?.beside?.B?.denominator).toMatchObject({ status: 'complete', people: 4 * 140 + 80 });
  });

  test('corrected for the same day is a new row, and the old one stays as history', async () => {
    await enterAndApprove('S1', 600);
    await enterAndApprove('S1', 590);

    const { current, papers } = await register();
    const history = await historyOf(database.db, everything, { kind: 'organisation', node: 'S1', population: 'upper-secondary' });

    expect(current.map(({ people }) => people)).toEqual([590]);
    expect([history.approved.length, history.proposals.map(({ people, state }) => [people, state])]).toEqual([
      2,
      [
        [590, 'approved'],
        [600, 'approved'],
      ],
    ]);
    expect(papers).toEqual([]); // the same issuer has corrected itself
  });

  test('sent back or taken back never counts, and is decided once', async () => {
    const first = await enter('an', 'S1', 600);
    const second = await enter('an', 'S2', 500);

    const outcomes = [
      await refuseProposal(as('an'), first._id, 'sai'),
      await refuseProposal(as('binh'), first._id, 'sai năm học'),
      await withdrawProposal(as('binh'), second._id),
      await withdrawProposal(as('an'), second._id),
      await withdrawProposal(as('an'), second._id),
    ];
    const late = await approveProposals(as('binh'), [first._id, second._id]);

    expect(outcomes).toEqual(['own_work', 'done', 'not_own', 'done', 'decided_already']);
    expect([late.approved, (await register()).current]).toEqual([[], []]);
  });

  test('approved halfway is finished by approving again, with one row', async () => {
    const { _id } = await enter('an', 'S1', 600);
    await approveProposals(as('binh'), [_id]);
    await denominatorProposals(database.db).updateOne({ _id }, { $set: { state: 'approving' } });

    const again = await approveProposals(as('chi'), [_id]);

    expect([again.approved, await denominators(database.db).countDocuments({})]).toEqual([[_id], 1]);
  });
});

describe('the register', () => {
  test('shows an area’s total beside the sum of its schools when they differ', async () => {
    for (const school of ['S1', 'S2']) await enterAndApprove(school, 100);
    await enterAndApprove('68001', 230, { issuer: 'UBND phường' });

    const { sums } = await register();

    expect(sums.map(({ total, sum, missing }) => [total.node, total.people, sum, missing])).toEqual([['68001', 230, 200, []]]);
  });

  test('shows two papers of one day from two issuers side by side', async () => {
    await enterAndApprove('S1', 600);
    await enterAndApprove('S1', 640, { issuer: 'Trường 1', document: '5/BC' });
    await enter('an', 'S1', 610, { document: '15/BC' });

    const { papers } = await register();

    expect(papers).toHaveLength(1);
    expect(papers[0]?.counts?.people).toBe(640);
    expect(papers[0]?.others.map(({ people, waiting }) => [people, waiting])).toEqual([
      [600, false],
      [610, true],
    ]);
  });

  test.each([
    { population: 'upper-secondary' as const, asOf: '2025-11-22', stale: false },
    { population: 'upper-secondary' as const, asOf: '2025-11-21', stale: true },
    { population: 'ip-worker' as const, asOf: '2026-05-22', stale: false },
    { population: 'ip-worker' as const, asOf: '2026-05-21', stale: true },
  ])('of $population from $asOf: stale is $stale', async ({ population, asOf, stale }) => {
    await enterAndApprove('68001', 100, { population, asOf });

    expect((await register()).current.map((row) => row.stale)).toEqual([stale]);
  });

  test('names the organisations nobody has said anything of', async () => {
    await enterAndApprove('S1', 100);

    expect((await register()).missing.map(({ organisation }) => organisation._id)).toEqual(['S2', 'S3', 'S4']);
  });

  test('ends at the bounds', async () => {
    await enterAndApprove('S1', 100);
    await enterAndApprove('S3', 100);
    const { _id } = await enter('an', 'S4', 90);
    const bounds = { areas: ['68001'] };

    const seen = await register(bounds);
    const refused = await approveProposals(as('binh', bounds), [_id]);

    expect([seen.current.map(({ node }) => node), seen.waiting, seen.missing.map(({ organisation }) => organisation._id)]).toEqual([
      ['S1'],
      [],
      ['S2'],
    ]);
    expect([refused.approved, await findNode(database.db, bounds, 'S3'), await findNode(database.db, bounds, '68002')]).toEqual([
      [],
      undefined,
      undefined,
    ]);
  });

  test('is not changed behind it by a file from the command line', async () => {
    await enterAndApprove('S1', 600);
    const head = 'kind,node,population,people,as_of,issuer,document,method,approver';

    const report = await importDenominators(database.db, `${head}\norganisation,S1,upper-secondary,1,2026-09-15,a,b,c,d\n`);

    expect(report.errors.map(({ message }) => message)).toEqual(['inRegister']);
  });
});

describe('a list', () => {
  const sheet = (rows: readonly (readonly (string | number | undefined)[])[]) =>
    workbook([{ name: 'Mẫu số', rows: [['TRƯỜNG VÀ SĨ SỐ'], ['Mã', 'Tên đơn vị', 'Số người', 'Ngày số liệu'], ...rows] }]);
  const read = (bytes: Buffer, bounds: Bounds = everything) => readList({ db: database.db, bounds, today, words }, bytes, paper);

  test('is judged against what is known, row by row, and enters nothing', async () => {
    await enterAndApprove('S1', 600);
    await enterAndApprove('S2', 500);
    const bytes = sheet([
      ['S1', undefined, 600],
      [undefined, 'Trường 2', '1.234'],
      ['S3', undefined, 40, '30/09/2026'],
      ['S3', undefined, 41, '30/09/2026'],
      ['S9', 'Trường lạ', 5],
      ['S4', undefined, 'nhiều'],
      ['S4', undefined, 7, '2027-01-01'],
    ]);

    const found = await read(bytes);

    if (!('rows' in found)) throw new Error('not read');
    const said = found.rows.map((row) =>
      row.status === 'wrong' ? row.faults.map(({ message }) => message) : [row.status, row.entry.people, row.entry.asOf],
    );
    expect(said).toEqual([
      ['same', 600, '2026-09-15'],
      ['changed', 1234, '2026-09-15'],
      ['new', 40, '2026-09-30'],
      ['repeated'],
      ['unknownPlace'],
      ['notANumber'],
      ['toCome'],
    ]);
    expect(await denominatorProposals(database.db).countDocuments({ state: 'proposed' })).toBe(0);
  });

  test('confirmed twice is entered once, and waits for another person', async () => {
    const found = await read(
      sheet([
        ['S1', undefined, 10],
        ['S2', undefined, 20],
      ]),
    );
    if (!('rows' in found)) throw new Error('not read');
    const list = await stageList(as('an'), found.rows);

    const counts = [await confirmList(as('an'), list), await confirmList(as('an'), list)];

    expect([counts, (await register()).waiting.length]).toEqual([[2, 2], 2]);
    expect(await findList(as('binh'), list._id)).toBeUndefined();
  });

  test('knows no place outside the bounds', async () => {
    const found = await read(
      sheet([
        ['S3', undefined, 10],
        ['68002', undefined, 20],
      ]),
      { areas: ['68001'] },
    );

    expect('rows' in found && found.rows.every(({ status }) => status === 'wrong')).toBe(true);
  });
});
