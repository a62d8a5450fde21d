import { createStaffMember } from '../../../server/staff/create-staff-member';
import { findStaffAccount } from '../../../server/staff/list-staff';
import {
  acceptInvitation,
  findLink,
  inviteStaffMember,
  listInvitations,
  makePasswordLink,
  tokenHash,
  usePasswordLink,
  withdrawInvitation,
} from '../../../server/staff/one-time-links';
import { isPassword } from '../../../server/staff/password';
import { prepareStaff } from '../../../server/staff/prepare-staff';
import { signIns } from '../../../server/storage/collections/sign-ins';
import { staff } from '../../../server/storage/collections/staff';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const key = Buffer.alloc(32, 9);
const now = new Date('2026-11-22T03:00:00Z');
const after = (hours: number) => new Date(now.getTime() + hours * 3600_000);
const by = { by: 'administrator', now };
const invited = { name: 'Lan', role: 'organiser', scope: { kind: 'everything' } } as const;
const chosen = (signInName: string) => ({ name: 'Nguyễn Thị Lan', signInName, password: 'một mật khẩu dài' });

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await prepareStaff(database.db);
});
afterAll(() => database.close());

const open = (token: string, at = now) => findLink(database.db, tokenHash(key, token), at);
async function invite() {
  const { token, staffId } = await inviteStaffMember(database.db, key, invited, by);
  const link = await open(token);
  if (link === undefined) throw new Error('the invitation is not there');
  return { token, staffId, link };
}

describe('an invitation', () => {
  test.each([
    { hours: 7 * 24 - 1, there: true },
    { hours: 7 * 24, there: false },
  ])('after $hours hours is there: $there', async ({ hours, there }) => {
    const { token } = await invite();

    expect((await open(token, after(hours))) !== undefined).toBe(there);
  });

  test('makes one account, with the role that was chosen for it, even when it is accepted twice at once', async () => {
    const { link, staffId, token } = await invite();

    const outcomes = await Promise.all(['lan.1', 'lan.2'].map((name) => acceptInvitation(database.db, link, chosen(name), now)));

    expect([...outcomes].sort()).toEqual(['accepted', 'gone']);
    expect(await staff(database.db).findById(staffId).lean()).toMatchObject({ name: 'Nguyễn Thị Lan', role: 'organiser' });
    expect(await open(token)).toBeUndefined();
  });

  test('is still good when the name was taken', async () => {
    await createStaffMember(database.db, { ...chosen('minh'), ...invited }, now);
    const { link } = await invite();

    const [taken, free] = [
      await acceptInvitation(database.db, link, chosen('MINH'), now),
      await acceptInvitation(database.db, link, chosen('minh.2'), now),
    ];

    expect([taken, free]).toEqual(['name_taken', 'accepted']);
  });

  test('that was withdrawn is gone from the list and opens nothing', async () => {
    const { token, staffId } = await invite();

    await withdrawInvitation(database.db, staffId);

    expect((await listInvitations(database.db, 'everything', now)).map(({ id }) => id)).not.toContain(staffId);
    expect(await open(token)).toBeUndefined();
  });

  test('is seen only by those within whose bounds it lies, and its token by nobody', async () => {
    const { token } = await invite();

    const stored = JSON.stringify(await database.db.collection('one-time-links').find({}).toArray());

    expect(await listInvitations(database.db, { areas: ['T1'] }, now)).toEqual([]);
    expect(stored).not.toContain(token);
  });
});

describe('a link for a new password', () => {
  test('works once, ends every sign-in, and only the newest one works', async () => {
    await createStaffMember(database.db, { ...chosen('hoa'), ...invited }, now, 'hoa');
    await signIns(database.db).create({ _id: 'session', session: { staffId: 'hoa' } });
    const account = await findStaffAccount(database.db, 'everything', 'hoa', now);
    if (account === undefined) throw new Error('no such account');
    const [old, fresh] = [await makePasswordLink(database.db, key, account, by), await makePasswordLink(database.db, key, account, by)];
    const link = await open(fresh.token);
    if (link === undefined) throw new Error('the link is not there');

    const uses = await Promise.all(['mật khẩu thứ nhất', 'mật khẩu thứ hai'].map((one) => usePasswordLink(database.db, link, one, now)));

    const row = await staff(database.db).findById('hoa').lean();
    expect(await open(old.token)).toBeUndefined();
    expect([...uses].sort()).toEqual([false, true]);
    expect(await isPassword(row?.password, uses[0] ? 'mật khẩu thứ nhất' : 'mật khẩu thứ hai')).toBe(true);
    expect(await signIns(database.db).countDocuments({})).toBe(0);
  });
});
