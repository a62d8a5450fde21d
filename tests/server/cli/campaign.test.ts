import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mostUnapproved } from '../../../server/campaigns/model';
import { runCli } from '../../../server/cli/run';
import { deriveKeys } from '../../../server/keys';
import { createStaffMember } from '../../../server/staff/create-staff-member';
import { native } from '../../../server/storage/collection';
import { areas } from '../../../server/storage/collections/areas';
import { audit } from '../../../server/storage/collections/audit';
import { campaigns } from '../../../server/storage/collections/campaigns';
import { channelAccounts } from '../../../server/storage/collections/channel-accounts';
import { groups } from '../../../server/storage/collections/groups';
import { shifts } from '../../../server/storage/collections/shifts';
import { addAudience } from '../../support/audience';
import { sampleAreas } from '../../support/campaign-deps';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const secrets = { SECRET_KEY: 'k7Q2mXw9Zr4Tn8Lb3Vf6Hs1Jd5Gp0Yc+', SERVICE_WORKER_KEY: 'Pa9Le3Wq7Um1Ok5Ij8Nh2Bg6Vf4Cd0Xs' };
const page = { MESSENGER_APP_SECRET: 'a'.repeat(32), MESSENGER_VERIFY_TOKEN: 'verify', MESSENGER_PAGE_TOKEN: 'page' };
const keys = deriveKeys(secrets.SECRET_KEY, secrets.SERVICE_WORKER_KEY);
const now = new Date('2026-11-24T10:00:00+07:00');
const password = 'một mật khẩu đủ dài';

let database: TestDatabase;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'campaign-'));
  database = await openTestDatabase();
  const { db } = database;
  await native(areas(db)).insertMany([...sampleAreas]);
  await native(groups(db)).insertOne({ _id: 'kcn-1-a', organisation: 'kcn-1', area: 'T101', name: 'Tổ 1', population: 'ip-worker' });
  for (const [name, area] of [['lap'], ['duyet'], ['phuong-hai', 'T102']] as const)
    await createStaffMember(
      db,
      {
        name,
        signInName: name,
        password,
        role: 'officer',
        scope: area === undefined ? { kind: 'everything' } : { kind: 'area', id: area },
      },
      now,
    );
  const many = Array.from({ length: mostUnapproved }, (_, index) => ({ sender: `m${index}`, membership: { area: 'T101' } }));
  await addAudience(db, keys, [...many, { sender: 'other', membership: { area: 'T102' } }], new Date(now.getTime() - 3_600_000));
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await native(campaigns(database.db)).deleteMany({});
  await native(audit(database.db)).deleteMany({});
});

async function run(argv: readonly string[], { typed = '', lang = 'en_US.UTF-8', at = now } = {}) {
  const lines = { out: [] as string[], err: [] as string[] };
  const shell = { ...secrets, ...page, AGENCY_NAME: 'Sở Y tế Thử', MONGODB_URI: database.uri, LANG: lang };
  const code = await runCli(argv, {
    out: (text) => void lines.out.push(text),
    err: (text) => void lines.err.push(text),
    readStdin: async () => typed,
    folder,
    shell,
    now: () => at,
  });
  return { code, out: lines.out.join('\n'), err: lines.err.join('\n') };
}

const as = (name: string) => ['--as', name, '--password-stdin'];

async function planned(...more: readonly string[]): Promise<string> {
  const ran = await run(['campaign', 'plan', '--name', 'Thử', '--for', 'ip-worker', ...more, ...as('lap'), '--json'], {
    typed: `${password}\n`,
  });
  expect(ran).toMatchObject({ code: 0, err: '' });
  return JSON.parse(ran.out).id;
}

async function acts(): Promise<readonly string[]> {
  return (await native(audit(database.db)).find({}).sort({ _id: 1 }).toArray()).map(({ action }) => action);
}

describe('campaign plan', () => {
  test.each([
    { lang: 'vi_VN.UTF-8', says: ['1001 người, nhắn 1001 người', 'nhắn được ngay', 'Dự kiến xong lúc 2026-11-24 10:00'] },
    { lang: 'en_US.UTF-8', says: ['1001 people, 1001 are written to', 'can be written to now', 'Would end at 2026-11-24 10:00'] },
  ])('tells who is written to and when it ends, in the language of the terminal: $lang', async ({ lang, says }) => {
    const { code, out } = await run(['campaign', 'plan', '--name', 'Thử', '--for', 'ip-worker', ...as('lap')], { typed: password, lang });

    expect(code).toBe(0);
    for (const words of says) expect(out).toContain(words);
    expect(await acts()).toEqual(['campaign-planned']);
  });

  test('with --dry-run stores nothing', async () => {
    const { code } = await run(['campaign', 'plan', '--name', 'T', '--for', 'ip-worker', '--dry-run', ...as('lap')], { typed: password });

    expect([code, await native(campaigns(database.db)).countDocuments({})]).toEqual([0, 0]);
  });

  test.each([
    { given: ['--for', 'service-worker'], code: 2, says: 'Can be written to: upper-secondary' },
    { given: ['--for', 'ip-worker,nobody'], code: 2, says: 'Can be written to' },
    { given: ['--for', 'ip-worker', '--area', 'X'], code: 1, says: 'no such area' },
    { given: ['--for', 'ip-worker', '--organisation', 'X'], code: 1, says: 'no such organisation' },
    { given: ['--for', 'ip-worker', '--not-reached', 'X/Y'], code: 1, says: 'No plan has this indicator' },
  ])('$given: $says', async ({ given, code, says }) => {
    const ran = await run(['campaign', 'plan', '--name', 'Thử', ...given, ...as('lap')], { typed: password });

    expect(ran.code).toBe(code);
    expect(ran.err).toContain(says);
    expect(await native(campaigns(database.db)).countDocuments({})).toBe(0);
  });

  test('asks for the password of whoever decides, and keeps them to their area', async () => {
    const plan = ['campaign', 'plan', '--name', 'Thử', '--for', 'ip-worker'];

    expect(await run([...plan, ...as('lap')], { typed: 'wrong' })).toMatchObject({ code: 1, err: 'Wrong sign-in name or password.' });
    expect((await run([...plan, ...as('phuong-hai')], { typed: password })).err).toContain('outside this account');
    expect((await run([...plan, '--area', 'T102', ...as('phuong-hai')], { typed: password })).code).toBe(0);
  });
});

describe('a campaign above a thousand people', () => {
  test('starts only with the yes of a second person who may see all of it', async () => {
    const id = await planned();
    const approve = (name: string) => run(['campaign', 'approve', id, ...as(name)], { typed: password });

    expect((await run(['campaign', 'start', id])).err).toContain('a second person must approve');
    expect((await approve('lap')).err).toContain('cannot approve it');
    expect((await approve('phuong-hai')).err).toContain('outside this account');
    expect((await approve('duyet')).code).toBe(0);
    expect((await run(['campaign', 'start', id])).code).toBe(0);
    expect(await acts()).toEqual(['campaign-planned', 'campaign-approved', 'campaign-started']);
  });

  test('needs a new yes after a new plan', async () => {
    const id = await planned();
    await run(['campaign', 'approve', id, ...as('duyet')], { typed: password });

    expect((await run(['campaign', 'replan', id])).code).toBe(0);
    expect((await run(['campaign', 'start', id])).code).toBe(1);
  });

  test('a smaller one needs nobody else', async () => {
    const id = await planned('--area', 'T101');

    expect((await run(['campaign', 'start', id])).code).toBe(0);
  });
});

describe('a campaign’s commands', () => {
  test('are the same when given twice, and stand in the audit once', async () => {
    const id = await planned('--area', 'T102');

    for (const command of ['start', 'start', 'pause', 'pause', 'resume', 'resume', 'cancel', 'cancel'])
      expect((await run(['campaign', command, id])).code).toBe(0);

    expect(await acts()).toEqual(['campaign-planned', 'campaign-started', 'campaign-paused', 'campaign-resumed', 'campaign-cancelled']);
    expect((await run(['campaign', 'resume', id])).code).toBe(1);
    expect((await run(['campaign', 'start', id])).code).toBe(1);
  });

  test('refuse what cannot be', async () => {
    const id = await planned('--area', 'T102');

    for (const command of ['pause', 'resume']) expect((await run(['campaign', command, id])).code).toBe(1);
    for (const command of ['start', 'pause', 'show']) expect((await run(['campaign', command, 'none'])).err).toContain('no such campaign');
    expect((await run(['campaign', 'start', id], { at: new Date(now.getTime() + 25 * 3_600_000) })).err).toContain('older than a day');
  });

  test('show and list tell how far it has come, and nobody’s pseudonym', async () => {
    const id = await planned('--area', 'T102');
    await native(campaigns(database.db)).updateOne({ _id: id }, { $set: { cursor: 'ip-worker:person-other' } });

    const ran = await Promise.all(
      [['show', id], ['show', id, '--json'], ['list'], ['list', '--json']].map((args) => run(['campaign', ...args])),
    );

    expect(ran.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(ran[0]?.out).toContain('0 sent');
    expect(JSON.parse(ran[1]?.out ?? '')).toMatchObject({ state: 'planned', progress: { messages: { sent: 0 } } });
    for (const { out } of ran) expect(out).not.toContain('person-other');
  });
});

describe('shifts set', () => {
  test.each([
    {
      given: ['--group', 'kcn-1-a', '--pattern', 'day', '--since', '2026-11-23'],
      code: 0,
      kept: [{ pattern: 'day', since: '2026-11-23' }],
    },
    { given: ['--group', 'kcn-1-a', '--pattern', 'none'], code: 0, kept: [] },
    { given: ['--group', 'kcn-1-a', '--pattern', 'moon', '--since', '2026-11-23'], code: 1, kept: [] },
    { given: ['--organisation', 'none', '--pattern', 'day', '--since', '2026-11-23'], code: 1, kept: [] },
    { given: ['--pattern', 'day', '--since', '2026-11-23'], code: 2, kept: [] },
    { given: ['--group', 'kcn-1-a', '--pattern', 'day'], code: 2, kept: [] },
  ])('$given: $code', async ({ given, code, kept }) => {
    const ran = await run(['shifts', 'set', ...given]);

    expect(ran.code).toBe(code);
    expect(
      await native(shifts(database.db))
        .find({}, { projection: { _id: 0 } })
        .toArray(),
    ).toEqual(kept);
  });
});

describe('channel ways set', () => {
  const utility = '- { kind: utility-template, template: { name: bai_hoc, language: vi }, priceVnd: 300, uses: [campaign] }\n';

  test.each([
    { file: utility, account: 'messenger:page', code: 0, ways: 1 },
    { file: '[]', account: 'messenger:page', code: 0, ways: 0 },
    { file: utility, account: 'zalo:oa', code: 1, ways: 0 },
    { file: '- { kind: paid-message, uses: [campaign] }\n', account: 'messenger:page', code: 3, ways: 0 },
    { file: '- { kind: utility-template, uses: [campaign] }\n', account: 'messenger:page', code: 3, ways: 0 },
    { file: utility.replace('300', '-1'), account: 'messenger:page', code: 3, ways: 0 },
  ])('$account $file: $code', async ({ file, account, code, ways }) => {
    await native(channelAccounts(database.db)).deleteMany({});
    writeFileSync(join(folder, 'ways.yaml'), file);

    expect((await run(['channel', 'ways', 'set', account, 'ways.yaml', '--dry-run'])).code).toBe(code);
    expect(await native(channelAccounts(database.db)).countDocuments({})).toBe(0);
    expect((await run(['channel', 'ways', 'set', account, 'ways.yaml'])).code).toBe(code);
    expect((await native(channelAccounts(database.db)).findOne({ _id: account }))?.ways.length ?? 0).toBe(ways);
    expect((await run(['channel', 'ways', 'list'])).code).toBe(0);
  });
});
