import { Schema } from 'mongoose';
import { openTestDatabase, type TestDatabase } from '../../../support/database';

describe('a test database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.close());

  test('keeps what a model writes', async () => {
    const Note = database.db.model('Note', new Schema({ text: String }));

    await Note.create({ text: 'chào' });

    expect(await Note.countDocuments({ text: 'chào' })).toBe(1);
  });
});
