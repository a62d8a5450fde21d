import { loadContent } from '../../../dist/courses/load-courses.js';
import { toRow } from '../../../dist/server/conversation/conversation-row.js';
import { native } from '../../../dist/server/storage/collection.js';
import { conversations } from '../../../dist/server/storage/collections/conversations.js';
import { learnerId } from '../../contract.mjs';
import { learners } from '../../peers/environment.mjs';
import { seededState } from '../../quiz.mjs';
import { inTheLesson } from './conversations.mjs';
import { inBatches } from './in-batches.mjs';
import { openStore } from './open-store.mjs';
import { createPeople } from './people.mjs';
import { seedWorld } from './seed-world.mjs';

const now = Date.now();

/** What learners in the middle of the lesson leave behind: a person and a conversation each. */
async function seedLearners() {
  const store = await openStore();
  const { keys } = store;
  await seedWorld(store);
  const [{ lesson }] = loadContent(store.contentDir).lessons;
  await inBatches(learners, 2_000, async (numbers) => {
    const people = await createPeople(store, numbers);
    const rows = people.map((person, at) => {
      const answered = seededState(numbers[at]) - 1;
      return toRow(keys, inTheLesson({ keys, person, sender: learnerId(numbers[at]), now, lesson, answered }));
    });
    await native(conversations(store.db)).insertMany(rows, { ordered: false });
  });
  await store.close();
}

seedLearners();
