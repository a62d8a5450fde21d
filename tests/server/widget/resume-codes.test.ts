import mongoose from 'mongoose';
import { resumeCodes } from '../../../server/storage/collections/resume-codes';
import { createResumeCodes, type ResumeCodes } from '../../../server/widget/resume-codes';
import { openTestDatabase, type TestDatabase } from '../../support/database';
import { keys } from './chat-server';

const start = new Date('2026-11-22T00:00:00Z');
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);

describe('the code that opens a hidden chat', () => {
  let database: TestDatabase;
  let codes: ResumeCodes;
  let sender = 0;
  const me = () => `sender-${sender}`;

  beforeAll(async () => {
    mongoose.set('sanitizeFilter', true);
    database = await openTestDatabase();
    await resumeCodes(database.db).createIndexes();
    codes = createResumeCodes(database.db, keys);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    sender += 1;
    await codes.set(me(), '0417', start);
  });

  const wrong = async (times: number, at: Date) => {
    for (let time = 0; time < times; time += 1) await codes.check(me(), '9999', at);
  };

  test('only that code opens it', async () => {
    expect(await codes.check(me(), '0418', start)).toEqual({ result: 'wrong' });
    expect(await codes.check(me(), '0417', start)).toEqual({ result: 'right' });
  });

  test('one learner’s code is nothing to another', async () => {
    expect(await codes.isSet(me())).toBe(true);
    expect(await codes.isSet('another')).toBe(false);
  });

  test('a new code takes the place of the old', async () => {
    await codes.set(me(), '1111', start);

    expect(await codes.check(me(), '0417', start)).toEqual({ result: 'wrong' });
    expect(await codes.check(me(), '1111', start)).toEqual({ result: 'right' });
  });

  test('removed, none is asked', async () => {
    await codes.remove(me());

    expect(await codes.isSet(me())).toBe(false);
  });

  test('after five wrong ones even the right one waits', async () => {
    await wrong(5, start);

    expect(await codes.check(me(), '0417', minutes(14))).toEqual({ result: 'wait', waitMs: 60_000 });
    expect(await codes.check(me(), '0417', minutes(15))).toEqual({ result: 'right' });
  });

  test('each round of wrong ones waits longer than the last', async () => {
    await wrong(5, start);
    await wrong(4, minutes(15));

    expect(await codes.check(me(), '9999', minutes(15))).toEqual({ result: 'wait', waitMs: 30 * 60_000 });
  });

  test('the right one wipes the wrong ones out', async () => {
    await wrong(4, start);
    await codes.check(me(), '0417', start);
    await wrong(4, start);

    expect(await codes.check(me(), '0417', start)).toEqual({ result: 'right' });
  });

  test('many tries at once are not more tries', async () => {
    const guesses = Array.from({ length: 40 }, (_none, index) => String(1000 + index));

    const results = await Promise.all(guesses.map((guess) => codes.check(me(), guess, start)));

    expect(results.filter(({ result }) => result === 'wrong').length).toBeLessThan(5);
    expect(await codes.check(me(), '0417', start)).toMatchObject({ result: 'wait' });
  });

  test('neither the sender nor the code can be read from the store', async () => {
    const stored = JSON.stringify(await resumeCodes(database.db).find().lean());

    expect(stored).not.toMatch(/sender-|0417/);
  });
});
