import { runCli } from '../../../server/cli/run';
import { deriveKeys, seal } from '../../../server/keys';
import type { OutboxRow } from '../../../server/outbox/model';
import { OutboxRows } from '../../../server/outbox/outbox-rows';
import { native } from '../../../server/storage/collection';
import { outbox } from '../../../server/storage/collections/outbox';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const secrets = { SECRET_KEY: 'k7Q2mXw9Zr4Tn8Lb3Vf6Hs1Jd5Gp0Yc+', SERVICE_WORKER_KEY: 'Pa9Le3Wq7Um1Ok5Ij8Nh2Bg6Vf4Cd0Xs' };
const keys = deriveKeys(secrets.SECRET_KEY, secrets.SERVICE_WORKER_KEY);
const now = new Date('2026-11-22T03:00:00Z');
const later = new Date('2026-11-22T09:00:00Z');

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await native(outbox(database.db)).deleteMany({});
  await native(outbox(database.db)).insertMany([
    row(1, 'unknown', 'unknown'),
    row(2, 'waiting'),
    row(3, 'dropped', 'learner_left'),
    row(4, 'sent'),
  ]);
});

describe('outbox list', () => {
  test.each([
    { lang: 'vi_VN.UTF-8', says: ['không rõ đã đến hay chưa', 'đã bỏ: người học đã chặn'] },
    { lang: 'en_US.UTF-8', says: ['may have arrived', 'given up: the learner blocked'] },
  ])('tells what was not sent and why in the language of the terminal: $lang', async ({ lang, says }) => {
    const { code, out } = await run(['outbox', 'list'], { LANG: lang });

    expect(code).toBe(0);
    expect(out.split('\n')).toHaveLength(3);
    for (const words of says) expect(out).toContain(words);
  });

  test.each([[['outbox', 'list']], [['outbox', 'list', '--json']]])('shows neither to whom nor what (%s)', async (argv) => {
    const { out, err } = await run(argv);

    expect(out + err).not.toMatch(/6001|bí mật|sealed/);
  });
});

describe('outbox retry', () => {
  test('makes an open reply due now', async () => {
    const ran = await run(['outbox', 'retry', 'messenger:page:00:1:0']);

    expect(ran.code).toBe(0);
    expect(await new OutboxRows(database.db, keys).due(now, 10)).toEqual(['messenger:page:00']);
    expect(await stateOf(1)).toMatchObject({ state: 'waiting', tries: 0 });
  });

  test.each([3, 4, 9])('changes nothing where no reply is open (%i)', async (n) => {
    const before = await stateOf(n);
    const ran = await run(['outbox', 'retry', `messenger:page:00:${n}:0`]);

    expect(ran.code).toBe(1);
    expect(await stateOf(n)).toEqual(before);
  });
});

describe('outbox drop', () => {
  test('gives a reply up and forgets its text', async () => {
    const ran = await run(['outbox', 'drop', 'messenger:page:00:2:0']);

    expect(ran.code).toBe(0);
    expect(await stateOf(2)).toMatchObject({ state: 'dropped' });
    expect(await stateOf(2)).not.toHaveProperty('sealed');
  });
});

function row(n: number, state: OutboxRow['state'], reason?: OutboxRow['reason']): OutboxRow {
  const sealed = seal(keys.of('platform-id'), Buffer.from(JSON.stringify({ id: 'm', to: '6001', body: 'lời bí mật' })));
  const fields = { conversation: 'messenger:page:00', lane: 0, channel: 'messenger' as const, tries: 1, nextAt: later, term: 1, at: now };
  return { _id: `messenger:page:00:${n}:0`, ...fields, sealed, state, order: n, ...(reason === undefined ? {} : { reason }) };
}

function stateOf(n: number): Promise<OutboxRow | null> {
  return native(outbox(database.db)).findOne({ _id: `messenger:page:00:${n}:0` });
}

async function run(argv: readonly string[], shell: Readonly<Record<string, string>> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(argv, {
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    readStdin: async () => '',
    folder: __dirname,
    shell: { ...secrets, AGENCY_NAME: 'Sở Y tế Thử', MONGODB_URI: database.uri, ...shell },
    now: () => now,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}
