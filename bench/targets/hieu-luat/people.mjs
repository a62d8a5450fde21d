import { randomBytes } from 'node:crypto';
import { seal } from '../../../dist/server/keys.js';
import { newPersonId } from '../../../dist/server/people/person.js';
import { native } from '../../../dist/server/storage/collection.js';
import { people } from '../../../dist/server/storage/collections/people.js';
import { membershipOf } from './seed-world.mjs';

/** People who are counted, one for each number, in that order; `key` is their own, as the product has it while it writes a row. */
export async function createPeople({ db, keys }, numbers, { membership = membershipOf, createdAt = new Date() } = {}) {
  const created = numbers.map((number) => ({ id: newPersonId(), key: randomBytes(32), membership: membership(number) }));
  const rows = created.map(({ id, key, membership }) => ({
    _id: id,
    key: seal(keys.of('person-key'), key),
    createdAt,
    membership,
    counted: true,
    ageBand: '18-plus',
  }));
  await native(people(db)).insertMany(rows, { ordered: false });
  return created;
}
