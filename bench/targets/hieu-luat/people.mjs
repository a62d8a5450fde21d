import { randomBytes } from 'node:crypto';
import { seal } from '../../../dist/server/keys.js';
import { membershipOf } from './seed-world.mjs';

/** A learner who is counted, and their own key in the clear, as the product has it while it writes a row. */
export function newPerson(keys, learner) {
  const id = randomBytes(16).toString('hex');
  const key = randomBytes(32);
  const row = {
    _id: id,
    key: seal(keys.of('person-key'), key),
    createdAt: new Date(),
    membership: membershipOf(learner),
    counted: true,
    ageBand: '18-plus',
  };
  return { id, key, row };
}
