import { decideRequest, enterRequest, findRequest, listRequests } from '../../../server/staff/third-party-requests';
import { native } from '../../../server/storage/collection';
import { organisations } from '../../../server/storage/collections/organisations';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const key = Buffer.alloc(32, 5);
const now = new Date('2026-11-22T03:00:00Z');
const member = { id: 'data-1', name: 'Phụ trách dữ liệu', role: 'data-officer', scope: { kind: 'organisation', id: 'thpt-1' } } as const;
const entered = {
  kind: 'police',
  requester: 'Công an phường Thử',
  document: '12/CV-CA',
  documentDate: '2026-11-20',
  receivedOn: '2026-11-21',
  legalBasis: 'Điều 15 của luật được viện dẫn',
  asked: 'Danh sách người học của một lớp',
} as const;

let database: TestDatabase;
let id: string;
beforeAll(async () => {
  database = await openTestDatabase();
  const school = { name: 'Trường Một', kind: 'upper-secondary-school', area: 'T101', populations: ['upper-secondary'] } as const;
  await native(organisations(database.db)).insertOne({ _id: 'thpt-1', ...school });
  id = await enterRequest(within(['thpt-1']), entered, { member, now });
});
afterAll(() => database.close());

const within = (ids: readonly string[]) => ({ db: database.db, key, bounds: { organisations: ids } });

describe('a request by a third party', () => {
  test.each([
    { who: 'the same organisation', bounds: { organisations: ['thpt-1'] }, seen: 1 },
    { who: 'the area above', bounds: { areas: ['T101'] }, seen: 1 },
    { who: 'another organisation', bounds: { organisations: ['thpt-2'] }, seen: 0 },
    { who: 'another area', bounds: { areas: ['T102'] }, seen: 0 },
  ])('is seen $seen times by the data officer of $who', async ({ bounds, seen }) => {
    const rows = await listRequests({ db: database.db, key, bounds });

    expect(rows).toHaveLength(seen);
  });

  test('is decided once, and never again', async () => {
    const decision = { decision: 'refused', reason: 'Không có căn cứ', given: '' } as const;

    const first = await decideRequest(within(['thpt-1']), id, decision, { member, now });
    const second = await decideRequest(within(['thpt-1']), id, { ...decision, decision: 'given', given: 'Tất cả' }, { member, now });
    const elsewhere = await decideRequest(within(['thpt-2']), id, decision, { member, now });

    expect([first, second, elsewhere]).toEqual([true, false, false]);
    expect((await findRequest(within(['thpt-1']), id))?.answer).toMatchObject({ decision: 'refused', by: 'data-1' });
  });

  test('keeps what it says sealed: it may name people', async () => {
    const rows = JSON.stringify(await database.db.collection('third-party-requests').find({}).toArray());

    for (const text of [entered.requester, entered.document, entered.asked, 'Không có căn cứ']) expect(rows).not.toContain(text);
  });
});
