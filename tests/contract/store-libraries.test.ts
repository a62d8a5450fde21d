import { MongoStore } from 'connect-mongo';
import { Schema } from 'mongoose';
import { RateLimiterMongo } from 'rate-limiter-flexible';
import { openTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe('connect-mongo', () => {
  test('keeps, touches and destroys a session', async () => {
    const store = MongoStore.create({ client: database.db.getClient() as never, dbName: database.db.name, ttl: 60 });
    const session = { cookie: { originalMaxAge: 1000, expires: new Date(Date.now() + 60_000) }, officer: 'o1' };
    const call = <T>(run: (done: (error: unknown, value?: T | null) => void) => void) =>
      new Promise<T | null | undefined>((resolve, reject) => run((error, value) => (error ? reject(error) : resolve(value))));

    await call((done) => store.set('sid', Object.assign(session, {}) as never, done));
    await call((done) => store.set('sid', Object.assign(session, {}) as never, done));
    await call((done) => store.touch('sid', Object.assign(session, {}) as never, done));

    expect(await call((done) => store.get('sid', done))).toMatchObject({ officer: 'o1' });
    await call((done) => store.destroy('sid', done));
    expect(await call((done) => store.get('sid', done))).toBeFalsy();
  });
});

describe('rate-limiter-flexible', () => {
  test('lets the allowed number through, also all at once', async () => {
    const limiter = new RateLimiterMongo({ storeClient: database.db.getClient(), dbName: database.db.name, points: 5, duration: 60 });

    const results = await Promise.allSettled(Array.from({ length: 8 }, () => limiter.consume('key')));

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    await limiter.delete('key');
    await expect(limiter.consume('key')).resolves.toMatchObject({ consumedPoints: 1 });
  });
});

describe('mongoose', () => {
  const schema = new Schema(
    {
      name: { type: String, required: true },
      counts: { type: Map, of: Number },
      steps: [{ lesson: String, at: Date }],
      due: Date,
    },
    { optimisticConcurrency: true, timestamps: true },
  );
  schema.index({ name: 1 }, { unique: true });
  schema.index({ due: 1 }, { expireAfterSeconds: 3600 });

  test('saves, notices a stale copy and updates in place', async () => {
    const Learner = database.db.model('Learner', schema);
    await Learner.createIndexes();
    const learner = await Learner.create({ name: 'An', counts: { 2: 1, 1: 5 }, steps: [{ lesson: 'THPT-1', at: new Date(0) }] });
    const stale = await Learner.findById(learner._id).orFail();

    learner.steps.push({ lesson: 'THPT-2', at: new Date(1) });
    learner.counts?.set('3', 7);
    await learner.save();

    stale.name = 'Bình';
    await expect(stale.save()).rejects.toMatchObject({ name: 'VersionError' });
    const stored = await Learner.findOne({ 'steps.lesson': 'THPT-2' }).lean().orFail();
    expect(stored).toMatchObject({ name: 'An', __v: 1, counts: { 1: 5, 2: 1, 3: 7 } });
    await expect(Learner.create({ name: 'An' })).rejects.toMatchObject({ code: 11000 });
    expect(await Learner.syncIndexes()).toEqual([]);
  });
});
