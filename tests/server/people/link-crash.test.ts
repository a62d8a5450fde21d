import mongoose from 'mongoose';
import type { Membership } from '../../../bot/dialogue/fact';
import { freshSession } from '../../../bot/dialogue/session';
import type { Conversation } from '../../../server/conversation/model';
import { updatePeople } from '../../../server/people/person';
import { spreadLink, spreadUnlink } from '../../../server/people/spread-links';
import { createLedger } from '../../../server/reach/ledger';
import { native } from '../../../server/storage/collection';
import { evidenceRows } from '../../../server/storage/collections/evidence';
import { linkCodes } from '../../../server/storage/collections/link-codes';
import { links } from '../../../server/storage/collections/links';
import { people } from '../../../server/storage/collections/people';
import { tallies } from '../../../server/storage/collections/tallies';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { buildProvince, keys, lessonBy } from '../reach/support/province';

const learnedAt = '2026-11-22T04:00:00Z';
const linkedAt = new Date('2026-11-22T05:00:00Z');
const now = () => linkedAt;
const membership: Membership = { population: 'upper-secondary', area: '68001', organisation: 'S1', identifiedBy: 'roster-code' };

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await buildProvince(database.db);
  for (const model of [linkCodes, links]) await model(database.db).createIndexes();
});
afterAll(() => database.close());

const depsOn = (db: mongoose.Connection) => ({ db, keys, ledger: createLedger(db, { now }), now });

/** A process whose line to the store goes down for good once it has had so many answers. */
async function dying<T>(answers: number, work: (db: mongoose.Connection) => Promise<T>): Promise<'finished' | 'died'> {
  const db = await mongoose.createConnection(database.uri, { monitorCommands: true, autoIndex: false, autoCreate: false }).asPromise();
  let left = answers;
  const dead = new Promise<'died'>((resolve) => {
    db.getClient().on('commandSucceeded', () => {
      left -= 1;
      if (left === 0) void db.close(true).finally(() => resolve('died'));
    });
  });
  const done = work(db).then(
    () => 'finished' as const,
    () => dead,
  );
  const outcome = await Promise.race([done, dead]);
  await db.close(true);
  return outcome;
}

/** Two pseudonyms with a lesson each, and the turn in which the second typed the code that the first was shown. */
async function aPair(name: string): Promise<{ readonly linked: Conversation; readonly code: string }> {
  const { db } = database;
  const [shower, typer, code] = [`${name}-web`, `${name}-messenger`, `code-${name}`];
  await createLedger(db, { now }).append([...(await lessonBy(db, shower, learnedAt)), ...(await lessonBy(db, typer, learnedAt))]);
  await updatePeople(
    db,
    [shower, typer].map((id) => ({ id, membership })),
  );
  await native(linkCodes(db)).insertOne({ _id: code, conversation: `web:web:${name}`, person: shower, until: linkedAt });
  const turn = { n: 9, event: 'e9', at: linkedAt, person: typer, replies: [], facts: [], evidence: [] };
  const session = { ...freshSession('vi'), membership };
  const linked: Conversation = {
    _id: `messenger:page:${name}`,
    lane: 0,
    version: 9,
    session,
    turn,
    seen: [],
    person: shower,
    sender: name,
  };
  return { linked, code };
}

/** How many people are counted in the whole plan; that they cease to be, a year later, stands on another day. */
async function countedPeople(): Promise<number> {
  const rows = await native(tallies(database.db)).find({ kind: 'plan' }).toArray();
  return rows.flatMap(({ days }) => Object.values(days)).reduce((sum, { c = 0 }) => sum + Math.max(0, c), 0);
}

async function membershipsOf(name: string): Promise<readonly string[]> {
  const rows = await native(people(database.db))
    .find({ _id: { $in: [`${name}-web`, `${name}-messenger`] } })
    .toArray();
  return rows.flatMap((row) => (row.membership === undefined ? [] : [row._id])).sort();
}

async function expectSoundLedger(): Promise<void> {
  const ledger = createLedger(database.db, { now });
  await ledger.recover({ olderThanMs: 0 });
  expect(await ledger.rebuild()).toMatchObject({ changed: 0 });
}

test('a link or a parting that a crash cut short at any write is whole, and counted once, after it is finished again', async () => {
  const { db } = database;
  const died: number[] = [];
  for (let answers = 1; ; answers += 1) {
    const name = `p${answers}`;
    const { linked, code } = await aPair(name);
    const before = await countedPeople();

    const link = await dying(answers, (one) => spreadLink(depsOn(one), linked, code));
    await spreadLink(depsOn(db), linked, code);
    await expectSoundLedger();
    expect([answers, await countedPeople()]).toEqual([answers, before - 1]);
    expect(await membershipsOf(name)).toEqual([`${name}-web`]);
    expect(await native(links(db)).countDocuments({ person: `${name}-web` })).toBe(1);

    const parting: Conversation = { ...linked, turn: { ...linked.turn, n: 10, person: `${name}-web` }, person: `${name}-messenger` };
    const unlink = await dying(answers, (one) => spreadUnlink(depsOn(one), parting));
    await spreadUnlink(depsOn(db), parting);
    await expectSoundLedger();
    expect([answers, await countedPeople()]).toEqual([answers, before]);
    expect(await membershipsOf(name)).toEqual([`${name}-messenger`, `${name}-web`]);

    const ids = await native(evidenceRows(db))
      .find({ person: { $in: [`${name}-web`, `${name}-messenger`] } })
      .toArray();
    expect(new Set(ids.map(({ _id }) => _id)).size).toBe(ids.length);
    if (link === 'finished' && unlink === 'finished') break;
    died.push(answers);
  }
  expect(died.length).toBeGreaterThan(5);
}, 120_000);
