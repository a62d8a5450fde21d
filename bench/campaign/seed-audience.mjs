import { loadContent } from '../../dist/courses/load-courses.js';
import { toRow } from '../../dist/server/conversation/conversation-row.js';
import { contactOf } from '../../dist/server/pushes/contact.js';
import { native } from '../../dist/server/storage/collection.js';
import { conversations } from '../../dist/server/storage/collections/conversations.js';
import { learnerId } from '../contract.mjs';
import { learners } from '../peers/environment.mjs';
import { seededState } from '../quiz.mjs';
import { atTheMenu, inTheLesson } from '../targets/hieu-luat/conversations.mjs';
import { inBatches } from '../targets/hieu-luat/in-batches.mjs';
import { openStore } from '../targets/hieu-luat/open-store.mjs';
import { createPeople } from '../targets/hieu-luat/people.mjs';
import { membershipOf, seedWorld } from '../targets/hieu-luat/seed-world.mjs';
import { beginsAt, chatters } from './audience.mjs';

const now = beginsAt.getTime();
const heardAt = now - 3 * 3_600_000; // nobody is called who has just been talking

/** The first few are in the middle of a lesson and in no audience; the others have joined and are at rest. */
async function seedAudience() {
  const store = await openStore();
  const { keys } = store;
  await seedWorld(store);
  const [{ lesson }] = loadContent(store.contentDir).lessons;
  await inBatches(chatters + learners, 2_000, async (numbers) => {
    const people = await createPeople(store, numbers, { membership: membershipAmong, createdAt: new Date(heardAt) });
    const rows = people.map((person, at) => rowOf(keys, { lesson, person, number: numbers[at] }));
    await native(conversations(store.db)).insertMany(rows, { ordered: false });
  });
  await store.close();
}

function membershipAmong(number) {
  const membership = membershipOf(number);
  return number < chatters ? { ...membership, population: 'higher-education' } : membership;
}

function rowOf(keys, { lesson, person, number }) {
  const sender = learnerId(number);
  const conversation =
    number < chatters
      ? inTheLesson({ keys, person, sender, now, lesson, answered: seededState(number) - 1 })
      : atTheMenu({ keys, person, sender, heardAt });
  return toRow(keys, { ...conversation, contact: contactOf(conversation.session) });
}

seedAudience();
