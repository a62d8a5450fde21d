import { runCli } from '../../../server/cli/run';
import { deriveKeys, seal } from '../../../server/keys';
import type { OutboxRow } from '../../../server/outbox/model';
import { OutboxRows } from '../../../server/outbox/outbox-rows';
import { native } from '../../../server/storage/collection';
import { audit } from '../../../server/storage/collections/audit';
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
  await native(audit(database.db)).deleteMany({});
  await native(outbox(database.db)).insertMany([
    row(1, 'unknown', 'unknown'),
    row(2, 'waiting'),
    withoutText(row(3, 'dropped', 'learner_left')),
    withoutText(row(4, 'sent')),
    row(5, 'dropped', 'rejected'),
  ]);
});

describe('outbox list', () => {
  test.each([
    { lang: 'vi_VN.UTF-8', says: ['không rõ đã đến hay chưa', 'đã bỏ: người học đã chặn', 'không còn nội dung'] },
    { lang: 'en_US.UTF-8', says: ['may have arrived', 'given up: the learner blocked', 'text not kept'] },
  ])('tells what was not sent and why in the language of the terminal: $lang', async ({ lang, says }) => {
    const { code, out } = await run(['outbox', 'list'], { LANG: lang });

    expect(code).toBe(0);
    expect(out.split('\n')).toHaveLength(4);
    for (const words of says) expect(out).toContain(words);
  });

  test.each([[['outbox', 'list']], [['outbox', 'list', '--json']]])('shows neither to whom nor what (%s)', async (argv) => {
    const { out, err } = await run(argv);

    expect(out + err).not.toMatch(/6001|bí mật|sealed/);
  });
});

describe('outbox list of a running campaign', () => {
  const campaign = 'c1';
  beforeEach(async () => {
    const called = (n: number, state: OutboxRow['state'], reason?: OutboxRow['reason']): OutboxRow => ({
      ...row(n, state, reason),
      _id: `push:${campaign}:messenger:page:00:${n}`,
      push: { kind: 'campaign', campaign, person: 'p' },
    });
    await native(outbox(database.db)).insertMany([
      ...[10, 11, 12].map((n) => called(n, 'waiting')),
      called(13, 'dropped', 'unknown'),
      called(14, 'sent'),
    ]);
  });

  test.each([
    { lang: 'vi_VN.UTF-8', says: ['Chiến dịch c1', '3 × đang chờ gửi', '1 × đã bỏ: kênh không trả lời'] },
    { lang: 'en_US.UTF-8', says: ['Campaign c1', '3 × waiting', '1 × given up: the channel did not answer'] },
  ])('counts what waits and shows what may need a word, under its campaign: $lang', async ({ lang, says }) => {
    const { out } = await run(['outbox', 'list'], { LANG: lang });

    const lines = out.split('\n');
    expect(lines).toHaveLength(4 + 4);
    for (const words of says) expect(lines.slice(4).join('\n')).toContain(words);
    expect(lines.at(-1)).toContain('push:c1:messenger:page:00:13');
  });

  test('is told in JSON too', async () => {
    const { out } = await run(['outbox', 'list', '--json']);

    expect(JSON.parse(out).filter((one: { campaign?: string }) => one.campaign === campaign)).toMatchObject([
      { state: 'dropped', reason: 'unknown' },
    ]);
  });
});

describe('outbox retry', () => {
  test.each([1, 5])('makes a reply due now, one that was given up too (%i)', async (n) => {
    const ran = await run(['outbox', 'retry', `messenger:page:00:${n}:0`]);

    expect(ran.code).toBe(0);
    expect(await new OutboxRows(database.db, keys).due(now, [0], 10)).toEqual(['messenger:page:00']);
    expect(await stateOf(n)).toMatchObject({ state: 'waiting', tries: 0 });
  });

  test.each([
    { n: 3, which: 'whose text is not kept', says: 'is not kept' },
    { n: 4, which: 'that was sent', says: 'No unsent reply' },
    { n: 9, which: 'that never was', says: 'No unsent reply' },
  ])('changes nothing of a reply $which, and says so', async ({ n, says }) => {
    const before = await stateOf(n);
    const ran = await run(['outbox', 'retry', `messenger:page:00:${n}:0`], { LANG: 'en_US.UTF-8' });

    expect(ran.code).toBe(1);
    expect(ran.err).toContain(says);
    expect(await stateOf(n)).toEqual(before);
    expect(await acts()).toEqual([]);
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

test.each([
  { command: 'retry', action: 'reply-sent-again' },
  { command: 'drop', action: 'reply-given-up' },
])('outbox $command stands in the audit', async ({ command, action }) => {
  await run(['outbox', command, 'messenger:page:00:5:0']);

  expect(await acts()).toEqual([{ actor: 'cli', action, subject: 'messenger:page:00:5:0' }]);
});

function withoutText({ sealed: _, ...fields }: OutboxRow): OutboxRow {
  return fields;
}

async function acts(): Promise<readonly object[]> {
  const rows = await native(audit(database.db)).find({}).toArray();
  return rows.map(({ actor, action, subject }) => ({ actor, action, subject }));
}

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
