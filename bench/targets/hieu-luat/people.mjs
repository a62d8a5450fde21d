import { getOrCreatePeople, newPersonId, updatePeople } from '../../../dist/server/people/person.js';
import { membershipOf } from './seed-world.mjs';

/** People who are counted, made as the product makes them; one for each number, in that order. */
export async function createPeople({ db, keys }, numbers) {
  const members = numbers.map((number) => ({ id: newPersonId(), membership: membershipOf(number), counted: true, ageBand: '18-plus' }));
  const ids = members.map(({ id }) => id);
  const made = await getOrCreatePeople(db, keys, ids, new Date());
  await updatePeople(db, members);
  return members.map((member) => ({ ...member, key: made.get(member.id).key }));
}
