import { createHash } from 'node:crypto';
import { loadContent } from '../../../dist/courses/load-courses.js';
import { conversationId, laneOf } from '../../../dist/server/conversation/accept-event.js';
import { toRow } from '../../../dist/server/conversation/conversation-row.js';
import { native } from '../../../dist/server/storage/collection.js';
import { conversations } from '../../../dist/server/storage/collections/conversations.js';
import { learnerId } from '../../contract.mjs';
import { learners } from '../../peers/environment.mjs';
import { seededState } from '../../quiz.mjs';
import { inBatches, openStore } from './open-store.mjs';
import { createPeople } from './people.mjs';
import { seedWorld } from './seed-world.mjs';

const account = 'page'; // what the product calls the one page it speaks for
const turnsBefore = 10; // greeting, age, code, consents and the message
const hour = 3_600_000;
const now = Date.now();

/** What learners in the middle of the lesson leave behind: a person and a conversation each. */
async function seedLearners() {
  const store = await openStore();
  await seedWorld(store);
  const [{ lesson }] = loadContent(store.contentDir).lessons;
  await inBatches(learners, 2_000, async (numbers) => {
    const people = await createPeople(store, numbers);
    const rows = people.map((person, at) =>
      toRow(
        store.keys,
        conversationOf({ ...store, person, sender: learnerId(numbers[at]), lesson, answered: seededState(numbers[at]) - 1 }),
      ),
    );
    await native(conversations(store.db)).insertMany(rows, { ordered: false });
  });
  await store.close();
}

function conversationOf({ keys, sender, person, lesson, answered }) {
  const turns = turnsBefore + answered;
  const _id = conversationId(keys, 'messenger', account, sender);
  const seen = Array.from({ length: turns }, (_, turn) => createHash('sha256').update(`${sender}:${turn}`).digest('hex').slice(0, 16));
  const reply = { type: 'text', payload: { text: lesson.questions[answered].text } };
  return {
    _id,
    lane: laneOf(_id),
    version: turns,
    person: person.id,
    sender,
    seen,
    session: sessionOf(person.membership, lesson, answered),
    turn: { n: turns, event: seen.at(-1), at: new Date(now - hour), person: person.id, replies: [reply], facts: [], evidence: [] },
  };
}

function sessionOf(membership, lesson, answered) {
  const given = { given: true, textVersion: '1' };
  const answers = lesson.questions.slice(0, answered).map((_, question) => 'ABCD'[question % 4]);
  const begun = { version: lesson.version, attempt: 1, shown: 1, startedAt: now - hour, askedAt: now - hour, answers };
  const record = answered === 0 ? begun : { ...begun, met: true }; // whoever has answered has been counted
  return {
    language: 'vi',
    step: 'answer-question',
    welcomed: true,
    ageBand: '18-plus',
    membership,
    groupName: 'Lớp 10A1',
    population: membership.population,
    consents: { learn: given, 'be-counted': given, 'be-reminded': given, 'let-organiser-see': given },
    lesson: lesson.key,
    records: { [lesson.key]: record },
    misunderstood: 0,
    prompts: turnsBefore + answered,
    taps: [],
    lastAppliedAt: now - hour,
    lastSeenAt: now,
  };
}

seedLearners();
