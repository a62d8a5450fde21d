import { createLedger } from '../../../dist/server/reach/ledger.js';
import { createStaffMember } from '../../../dist/server/staff/create-staff-member.js';
import { prepareStaff } from '../../../dist/server/staff/prepare-staff.js';
import { native } from '../../../dist/server/storage/collection.js';
import { evidenceRows } from '../../../dist/server/storage/collections/evidence.js';
import { learners } from '../../peers/environment.mjs';
import { inBatches } from './in-batches.mjs';
import { officer } from './officer.mjs';
import { openStore } from './open-store.mjs';
import { createPeople } from './people.mjs';
import { dayOf, lessonRows, numbered } from './reached-people.mjs';
import { seedWorld } from './seed-world.mjs';

const firstDay = Date.UTC(2026, 0, 5);
const days = 300;

/** People who have finished a lesson, each on some day of the plan's first year, and somebody to look at the figures: of a role that signs in by password alone. */
async function seedReached() {
  const store = await openStore();
  await seedWorld(store);
  await prepareStaff(store.db);
  await createStaffMember(store.db, { ...officer, role: 'data-officer', scope: { kind: 'everything' } }, new Date());

  await inBatches(learners, 2_000, async (numbers) => {
    const people = await createPeople(store, numbers);
    const rows = people.flatMap((person, at) => evidenceOf(store.keys, person, numbers[at]));
    await native(evidenceRows(store.db)).insertMany(rows, { ordered: false });
  });
  await createLedger(store.db, { now: () => new Date() }).rebuild();
  await store.close();
}

function evidenceOf(keys, person, number) {
  return numbered(lessonRows(keys, person, { number, at: dayOf(number, firstDay, days) }));
}

seedReached();
