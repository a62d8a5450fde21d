import { createStaffMember } from '../../../server/staff/create-staff-member';
import { prepareStaff } from '../../../server/staff/prepare-staff';
import { createSignIn } from '../../../server/staff/sign-in';
import { signInAttempts } from '../../../server/storage/collections/sign-ins';
import { staff } from '../../../server/storage/collections/staff';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const key = Buffer.alloc(32, 7);
const now = new Date('2026-11-22T03:00:00Z');
const officer = {
  name: 'Cán bộ thử',
  signInName: 'cán.bộ',
  password: 'một mật khẩu dài',
  role: 'officer',
  scope: { kind: 'everything' },
} as const;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await prepareStaff(database.db);
  await createStaffMember(database.db, officer, now);
});
afterAll(() => database.close());
beforeEach(() => signInAttempts(database.db).deleteMany({}));

const tryWith = (change: Partial<{ signInName: string; password: string; address: string }>) =>
  createSignIn(database.db, key, () => now)({ ...officer, address: '10.0.0.1', ...change });

describe('signing in', () => {
  test.each([
    { typed: 'the right name and password', change: {}, outcome: 'signed-in' },
    { typed: 'the name in capitals with spaces around', change: { signInName: '  CÁN.BỘ ' }, outcome: 'signed-in' },
    { typed: 'letters composed another way', change: { signInName: 'cán.bộ'.normalize('NFD') }, outcome: 'signed-in' },
    { typed: 'a password composed another way', change: { password: officer.password.normalize('NFD') }, outcome: 'signed-in' },
    { typed: 'another password', change: { password: 'một mật khẩu khác' }, outcome: 'refused' },
    { typed: 'the password without its last letter', change: { password: officer.password.slice(0, -1) }, outcome: 'refused' },
    { typed: 'no password', change: { password: '' }, outcome: 'refused' },
    { typed: 'a name nobody has', change: { signInName: 'không.ai' }, outcome: 'refused' },
  ])('with $typed: $outcome', async ({ change, outcome }) => {
    const result = await tryWith(change);

    expect(result.outcome).toBe(outcome);
  });

  test('a disabled account is refused like a wrong password', async () => {
    const gone = { ...officer, name: 'Gone', signInName: 'gone', password: 'a password long enough' };
    await createStaffMember(database.db, gone, now);
    await staff(database.db).updateOne({ signInName: 'gone' }, { $set: { disabledAt: now } });

    const result = await tryWith(gone);

    expect(result.outcome).toBe('refused');
  });

  test('an area given to the account comes back with the officer', async () => {
    await createStaffMember(database.db, { ...officer, signInName: 'scoped', scope: { kind: 'area', id: '24769' } }, now);

    const result = await tryWith({ signInName: 'scoped' });

    expect(result).toMatchObject({ outcome: 'signed-in', member: { role: 'officer', scope: { kind: 'area', id: '24769' } } });
  });
});

describe('guessing', () => {
  const fail = async (times: number, change: { signInName?: string; address?: string } = {}) => {
    for (let n = 0; n < times; n += 1) await tryWith({ password: `guess ${n}`, ...change });
  };

  test('after five wrong passwords even the right one waits', async () => {
    await fail(5);

    const result = await tryWith({});

    expect(result).toMatchObject({ outcome: 'throttled', retryAfterSeconds: expect.any(Number) });
  });

  test('somebody guessing elsewhere does not lock the officer out', async () => {
    await fail(8, { address: '192.0.2.9' });

    const result = await tryWith({});

    expect(result.outcome).toBe('signed-in');
  });

  test('a right password starts the count anew', async () => {
    await fail(4);
    await tryWith({});
    await fail(4);

    const result = await tryWith({});

    expect(result.outcome).toBe('signed-in');
  });

  test('neither name nor address is stored', async () => {
    await fail(1);

    const rows = JSON.stringify(await signInAttempts(database.db).find({}).lean());

    expect(rows).not.toContain('10.0.0.1');
    expect(rows).not.toContain('ơn');
  });
});

describe('an account', () => {
  test('keeps the password as an argon2id hash', async () => {
    const row = await staff(database.db).findOne({ signInName: officer.signInName }).lean();

    expect(row?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('of a taken name is not made, even when both are made at once', async () => {
    const twin = { ...officer, name: 'Twin', signInName: 'twin', password: 'a password long enough' };

    const results = await Promise.all([
      createStaffMember(database.db, twin, now),
      createStaffMember(database.db, { ...twin, signInName: 'TWIN ' }, now),
    ]);

    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['created', 'name_taken']);
  });
});
