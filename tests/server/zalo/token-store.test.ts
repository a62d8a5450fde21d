import type { Tokens } from 'zalo-oa-sdk';
import { deriveKeys } from '../../../server/keys';
import { platformTokens } from '../../../server/storage/collections/platform-tokens';
import { zaloTokenStore } from '../../../server/zalo/token-store';
import { openTestDatabase, type TestDatabase } from '../../support/database';

const keys = deriveKeys('k7Q2mXw9Zr4Tn8Lb3Vf6Hs1Jd5Gp0Yc+', 'Pa9Le3Wq7Um1Ok5Ij8Nh2Bg6Vf4Cd0Xs');
const otherKeys = deriveKeys('another secret of the same length.', 'Pa9Le3Wq7Um1Ok5Ij8Nh2Bg6Vf4Cd0Xs');
const tokens: Tokens = { accessToken: 'AT-secret', refreshToken: 'RT-secret', accessExpiresAt: 1, refreshExpiresAt: 2 };

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => platformTokens(database.db).deleteMany({}));

test('tokens come back as they were kept, dead or not', async () => {
  const store = zaloTokenStore(database.db, keys);

  expect(await store.read()).toBeUndefined();
  await store.write(tokens);
  expect(await store.read()).toEqual(tokens);
  await store.write({ ...tokens, dead: 'consumed' });
  expect(await store.read()).toEqual({ ...tokens, dead: 'consumed' });
});

test('nobody reads them in the database, nor with another secret', async () => {
  await zaloTokenStore(database.db, keys).write(tokens);

  const row = await platformTokens(database.db).findOne().lean();

  expect(JSON.stringify(row)).not.toContain('secret');
  expect(Buffer.from(row?.sealed?.toString('binary') ?? '', 'binary').includes('AT-secret')).toBe(false);
  expect(await zaloTokenStore(database.db, otherKeys).read()).toBeUndefined();
});

test('one process at a time renews them, whoever asks', async () => {
  const stores = [zaloTokenStore(database.db, keys), zaloTokenStore(database.db, keys)];
  const order: string[] = [];

  await Promise.all(
    Array.from({ length: 6 }, (_, index) =>
      stores[index % 2]?.exclusively(async () => {
        order.push('in');
        await stores[0]?.read();
        order.push('out');
      }),
    ),
  );

  expect(order).toEqual(Array.from({ length: 6 }, () => ['in', 'out']).flat());
});

test('what fails lets the next one in', async () => {
  const store = zaloTokenStore(database.db, keys);

  await expect(store.exclusively(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
  await expect(store.exclusively(async () => 'in')).resolves.toBe('in');
});

test('a lease that a dead process left is taken over once it is over', async () => {
  const store = zaloTokenStore(database.db, keys);
  await store.write(tokens);
  await platformTokens(database.db).updateOne({}, { $set: { holder: 'dead', until: new Date(Date.now() + 300) } });

  await expect(store.exclusively(() => store.read())).resolves.toEqual(tokens);
});
