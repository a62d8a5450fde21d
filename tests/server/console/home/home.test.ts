import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import readExcel from 'read-excel-file/node';
import type supertest from 'supertest';
import { createRosterCodes } from '../../../../server/organisations/create-codes';
import { endOf } from '../../../../server/organisations/group-codes';
import { atLeast } from '../../../../server/progress/at-least';
import { createFigures } from '../../../../server/reach/figures';
import { importPlan } from '../../../../server/reach/plan';
import { native } from '../../../../server/storage/collection';
import { denominators } from '../../../../server/storage/collections/denominators';
import { joinCodes } from '../../../../server/storage/collections/join-codes';
import { meetings } from '../../../../server/storage/collections/meetings';
import { unitReturns } from '../../../../server/storage/collections/unit-returns';
import { openTestDatabase, type TestDatabase } from '../../../support/database';
import { denominator } from '../../reach/support/province';
import { type Agent, clock, keys, openConsole, signedIn, tokenIn } from '../open-console';
import { seedPlaces } from '../places/seeded';

/** The sample plan, with a day for its yearly report. */
const sample = readFileSync(join(__dirname, '../../../../content/plans/sample-2026-2030.yaml'), 'utf8');
const datedPlan = `${sample}\ncalendar: [{type: year, by: Sở Y tế, to: [UBND tỉnh], before: "12-10"}]\n`;

let database: TestDatabase;
let organiser: Agent;
let stranger: Agent;

beforeAll(async () => {
  database = await openTestDatabase();
  await seedPlaces(database);
  const school = { role: 'organiser', scope: { kind: 'organisation', id: 'S1' } } as const;
  organiser = await signedIn(await openConsole(database.db, school));
  const factory = { role: 'organiser', scope: { kind: 'organisation', id: 'E1' }, signInName: 'cong.doan' } as const;
  stranger = await signedIn(await openConsole(database.db, factory), 'cong.doan');
});
afterAll(() => database.close());

test('an organiser meets their own work first, an officer the figures', async () => {
  await organiser.get('/console').expect(303).expect('location', '/console/home');
  const officer = await signedIn(await openConsole(database.db, { signInName: 'lanh.dao' }), 'lanh.dao');
  expect((await officer.get('/console').expect(200)).text).toContain('Kế hoạch');
});

test('an officer is told what is due, the most urgent first, and an organiser is not', async () => {
  const imported = await importPlan(database.db, datedPlan, { area: '68', now: clock });
  if ('faults' in imported) throw new Error(imported.faults.join('\n'));
  const period = { id: '2026-H2', type: 'half_year', year: 2026, part: 2, from: '2026-06-15', to: '2026-12-14' } as const;
  const unit = {
    plan: 'x',
    period,
    periodId: '2026-H2',
    kind: 'organisation',
    area: '68001',
    due: '2026-11-20',
    version: 1,
    acts: [],
  } as const;
  await native(unitReturns(database.db)).insertMany([
    { ...unit, _id: 'r1', node: 'S1', name: 'Trường Một', organisation: 'S1', state: 'asked' },
    { ...unit, _id: 'r2', node: 'S2', name: 'Trường Hai', organisation: 'S2', state: 'sent' },
  ]);
  const old = { ...denominator('organisation', 'S1', 'upper-secondary', 600), asOf: '2025-09-15', area: '68001' };
  await native(denominators(database.db)).insertOne(old);
  const app = await openConsole(database.db, { signInName: 'han', figures: createFigures(database.db, { now: () => clock }) });
  const officer = await signedIn(app, 'han');

  const due = /<section[^>]*aria-labelledby="duties".*?<\/section>/s.exec((await officer.get('/console/home').expect(200)).text)?.[0] ?? '';
  const lines = [...due.matchAll(/<li>(.*?)<\/li>/gs)].map(([, line = '']) =>
    line
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  );

  expect(lines).toEqual([
    '1 mẫu số đã cũ Đã quá hạn Cũ nhất là số liệu ngày 15/09/2025.',
    '1 đơn vị chưa gửi phiếu Đã quá hạn Hạn gửi: hết ngày 20/11/2026.',
    'Báo cáo năm (Kế hoạch mẫu) Còn hạn Hạn trong nội bộ: hết ngày 02/12/2026. Phải gửi trước ngày 10/12/2026.',
  ]);
  expect((await organiser.get('/console/home')).text).not.toContain('id="duties"');
});

test('the steps say what comes next, and each is done once it is stored', async () => {
  const before = (await organiser.get('/console/home').expect(200)).text;
  expect(openSteps(before)).toEqual([
    'Cấp mã riêng cho từng người',
    'In tờ mã tham gia',
    'Nhập phiếu phụ huynh',
    'Những người học đầu tiên',
    'Buổi tuyên truyền đầu tiên',
  ]);

  await createRosterCodes(database.db, keys, { group: '10A1', count: 12, expires: endOf('2027-05-31'), now: clock });

  const after = (await organiser.get('/console/home').expect(200)).text;
  expect(openSteps(after)[0]).toBe('In tờ mã tham gia');
  expect(after).toContain('0 / 12');
  expect(after).toContain('dưới 10 người');
});

test('groups and meetings of others are not there', async () => {
  await native(meetings(database.db)).insertOne(meeting('m1', 'Sinh hoạt dưới cờ', '2026-11-16T00:00:00Z', 600));

  expect((await organiser.get('/console/home')).text).toContain('Sinh hoạt dưới cờ');
  const theirs = (await stranger.get('/console/home')).text;
  expect(theirs).toContain('Ca 1');
  expect(theirs).not.toContain('Sinh hoạt dưới cờ');
  expect(theirs).not.toContain('10A1');
});

test('the proof names meetings and totals of ten and more, and nobody', async () => {
  await native(meetings(database.db)).insertMany([
    { ...meeting('m2', 'Nói chuyện đầu tuần', '2026-11-02T00:00:00Z', 420), confirmed: act },
    { ...meeting('m3', 'Sinh hoạt chi đoàn', '2026-11-04T00:00:00Z', 7), confirmed: act },
  ]);
  await native(joinCodes(database.db)).updateMany({ group: '10A1', kind: 'roster' }, { $set: { claimedBy: 'somebody' } });
  const page = (await organiser.get('/console/proof').query({ from: '2026-11-01', to: '2026-11-22' }).expect(200)).text;

  const file = await organiser
    .post('/console/proof.xlsx')
    .type('form')
    .send({ csrf: tokenIn(page), from: '2026-11-01', to: '2026-11-22', organisation: '' })
    .buffer()
    .parse(bytes)
    .expect(200);

  const [sheet] = await readExcel(file.body);
  const said = JSON.stringify(sheet?.data);
  expect(said).toContain('Nói chuyện đầu tuần');
  expect(said).toContain('từ 10 trở lên');
  expect(sheet?.data.find((row) => row.includes('Sinh hoạt chi đoàn'))?.at(-1)).toBe('dưới 10');
  expect(said).not.toContain('Sinh hoạt dưới cờ'); // nobody has confirmed it
  expect(said).not.toContain('Người Nói');
});

test.each([
  ['from', { from: '2026-11-22', to: '2026-11-01' }],
  ['from', { from: 'x', to: '2026-11-01' }],
])('a proof without sense says so beside %s', async (field, query) => {
  const { text } = await organiser.get('/console/proof').query(query).expect(422);
  expect(text).toContain(`id="field-${field}-fault"`);
});

test.each([
  [0, undefined],
  [9, undefined],
  [10, 10],
  [19, 10],
  [45, 40],
])('%d people are told as %s', (count, told) => expect(atLeast(count)).toBe(told));

const act = { by: 'somebody', at: clock };

function meeting(_id: string, title: string, startsAt: string, people: number) {
  return {
    ...{ _id, title, people, startsAt: new Date(startsAt), organisation: 'S1', organisations: ['S1'], groups: ['10A1'], area: '24769' },
    ...{ place: 'Sân trường', speaker: 'Người Nói', minutes: 30, parts: ['law', 'knowledge'] as const, planned: act, queries: [] },
    shares: [{ organisation: 'S1', name: 'Trường', area: '24769', population: 'upper-secondary' as const }],
  };
}

function openSteps(html: string): readonly string[] {
  return [...html.matchAll(/<strong>([^<]+)<\/strong> <span class="state state-warn">/g)].map(([, name = '']) => name);
}

function bytes(response: supertest.Response, done: (error: Error | null, body: Buffer) => void): void {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(part));
  response.on('end', () => done(null, Buffer.concat(parts)));
}
