import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../../server/cli/run';
import { isPassword } from '../../../server/staff/password';
import { audit } from '../../../server/storage/collections/audit';
import { chainHeads } from '../../../server/storage/collections/chain-heads';
import { organisations } from '../../../server/storage/collections/organisations';
import { signIns } from '../../../server/storage/collections/sign-ins';
import { staff } from '../../../server/storage/collections/staff';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const secrets = {
  AGENCY_NAME: 'Sở Y tế Thử',
  SECRET_KEY: 'k7Q2mXw9Zr4Tn8Lb3Vf6Hs1Jd5Gp0Yc+',
  SERVICE_WORKER_KEY: 'Pa9Le3Wq7Um1Ok5Ij8Nh2Bg6Vf4Cd0Xs',
};

let folder = '';
let database: TestDatabase;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
  database = await openTestDatabase();
  const school = { name: 'Trường Một', kind: 'upper-secondary-school', area: 'T101', populations: ['upper-secondary'] } as const;
  await organisations(database.db).create({ _id: 'thpt-1', ...school });
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  const { db } = database;
  const rows = [staff(db).deleteMany({}), audit(db).deleteMany({}), chainHeads(db).deleteMany({}), signIns(db).deleteMany({})];
  await Promise.all(rows);
});

const create = (...more: readonly string[]) => run(['staff', 'create', '--name', 'Lan', '--sign-in', 'lan', '--json', ...more]);
const lan = () => staff(database.db).findOne({ signInName: 'lan' }).lean();

describe('staff create', () => {
  it.each([
    { given: [], scope: { kind: 'everything' } },
    { given: ['--organisation', 'thpt-1'], scope: { kind: 'organisation', id: 'thpt-1' } },
  ])('with $given gives the scope $scope', async ({ given, scope }) => {
    const ran = await create('--role', 'organiser', ...given);

    expect([ran.code, (await lan())?.role, (await lan())?.scope]).toEqual([0, 'organiser', scope]);
  });

  it.each([
    { given: ['--role', 'organiser', '--organisation', 'thpt-9'], code: 1, says: /organisation thpt-9/ },
    { given: ['--role', 'organiser', '--area', 'T1', '--group', 'g'], code: 2, says: /--area, --organisation, --group/ },
    { given: ['--role', 'king'], code: 2, says: /king/ },
    { given: [], code: 2, says: /--role/ },
  ])('with $given makes nothing', async ({ given, code, says }) => {
    const ran = await create(...given);

    expect([ran.code, await lan()]).toEqual([code, null]);
    expect(ran.err).toMatch(says);
  });
});

describe('staff list', () => {
  it('tells names, roles and states, and no password', async () => {
    await create('--role', 'organiser', '--organisation', 'thpt-1');
    await run(['staff', 'disable', 'lan']);

    const [plain, json] = [await run(['staff', 'list']), await run(['staff', 'list', '--json'])];

    expect(plain.out).toMatch(/^lan\tLan\tNgười tổ chức\torganisation thpt-1\tđã khóa$/);
    expect(JSON.parse(json.out)).toMatchObject([{ signInName: 'lan', role: 'organiser', place: 'Trường Một', hasSecondFactor: false }]);
    expect(json.out).not.toContain('argon2');
  });
});

describe('an account', () => {
  it('is disabled with its sign-ins, and enabled again without them', async () => {
    const { id } = JSON.parse((await create('--role', 'viewer')).out);
    await signIns(database.db).create({ _id: 'session', session: { staffId: id } });

    const disabled = await run(['staff', 'disable', 'LAN']);
    const off = await lan();
    const enabled = await run(['staff', 'enable', 'lan']);

    expect([disabled.code, off?.disabledAt, enabled.code, (await lan())?.disabledAt]).toEqual([0, expect.any(Date), 0, null]);
    expect(await signIns(database.db).countDocuments({})).toBe(0);
  });

  it('gets a new password, told once', async () => {
    await create('--role', 'viewer');

    const ran = await run(['staff', 'reset-password', 'lan', '--json']);

    expect(await isPassword((await lan())?.password, JSON.parse(ran.out).password)).toBe(true);
  });

  it.each(['disable', 'enable', 'reset-password'])('that nobody has fails to %s', async (what) => {
    const ran = await run(['staff', what, 'ai-đó']);

    expect([ran.code, ran.out]).toEqual([1, '']);
    expect(ran.err).toMatch(/ai-đó/);
  });
});

describe('audit', () => {
  it('is searched by what, by whom and to whom, the newest first', async () => {
    const { id } = JSON.parse((await create('--role', 'viewer')).out);
    await run(['staff', 'disable', 'lan']);
    await run(['staff', 'enable', 'lan']);

    const all = JSON.parse((await run(['audit', 'search', '--subject', id.slice(0, 8), '--actor', 'cli', '--json'])).out);
    const one = await run(['audit', 'search', '--action', 'staff-disabled']);
    const limited = await run(['audit', 'search', '--limit', '1']);

    expect(all.map(({ action }: { action: string }) => action)).toEqual(['staff-enabled', 'staff-disabled', 'staff-created']);
    expect(one.out).toMatch(new RegExp(`^2\\t.+\\tcli\\tstaff-disabled\\t${id}$`));
    expect([limited.out.split('\n').length, limited.err]).toEqual([1, expect.stringContaining('--before 3')]);
  });

  it('is whole until somebody changes a row', async () => {
    await create('--role', 'viewer');
    await run(['staff', 'disable', 'lan']);
    const before = await run(['audit', 'verify']);
    await audit(database.db).updateOne({ _id: 2 }, { $set: { actor: 'somebody' } });

    const after = await run(['audit', 'verify', '--json']);

    expect([before.code, after.code, JSON.parse(after.out)]).toEqual([0, 3, { whole: false, broken: 2 }]);
  });
});

async function run(argv: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(argv, {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    readStdin: async () => '',
    folder,
    shell: { ...secrets, MONGODB_URI: database.uri },
    now: () => new Date('2026-11-22T03:00:00Z'),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
