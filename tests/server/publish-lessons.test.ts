import { publishedLessons, publishLessons } from '../../server/publish-lessons';
import { catalogue } from '../bot/support/conversation';
import { openTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('a version is kept as it was first published, beside every later one', async () => {
  const lessons = catalogue.courses.flatMap((course) => course.lessons).slice(0, 2);
  const [first] = lessons;
  if (first === undefined) throw new Error('no lesson');
  const changed = { ...first, title: 'Tên khác' };

  await publishLessons(database.db, lessons, new Date('2026-11-22T03:00:00Z'));
  await publishLessons(database.db, [changed, { ...changed, version: 'another' }], new Date('2026-11-23T03:00:00Z'));

  const kept = await publishedLessons(database.db);
  expect(kept.map(({ version, title }) => `${version} ${title}`).sort()).toEqual(
    [...lessons.map(({ version, title }) => `${version} ${title}`), 'another Tên khác'].sort(),
  );
  expect(kept.find(({ version }) => version === first.version)).toEqual(first);
});
